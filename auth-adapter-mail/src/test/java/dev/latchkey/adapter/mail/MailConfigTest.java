package dev.latchkey.adapter.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.adapter.mail.MailConfig.Inbox;
import dev.latchkey.adapter.mail.MailConfig.Login;
import dev.latchkey.adapter.mail.MailConfig.Security;
import dev.latchkey.adapter.mail.MailConfig.Smtp;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailConfigTest {

  @ParameterizedTest
  @CsvSource({
    "smtp://mail.example, mail.example, 587, STARTTLS_REQUIRED",
    "smtp://mail.example:2525/, mail.example, 2525, STARTTLS_REQUIRED",
    "SMTP://Mail.Example, mail.example, 587, STARTTLS_REQUIRED",
    "smtp://10.0.0.1, 10.0.0.1, 587, STARTTLS_REQUIRED",
    "smtp://127.0.0.1.evil.example, 127.0.0.1.evil.example, 587, STARTTLS_REQUIRED",
    "smtp://localhost.evil.example, localhost.evil.example, 587, STARTTLS_REQUIRED",
    "smtps://mail.example, mail.example, 465, IMPLICIT_TLS",
    "smtps://localhost:1465, localhost, 1465, IMPLICIT_TLS",
    "smtp://localhost:1025, localhost, 1025, PLAIN_LOOPBACK_ONLY",
    "smtp://LOCALHOST:1025, localhost, 1025, PLAIN_LOOPBACK_ONLY",
    "smtp://127.3.2.1:1025, 127.3.2.1, 1025, PLAIN_LOOPBACK_ONLY",
    "smtp://[::1]:1025, ::1, 1025, PLAIN_LOOPBACK_ONLY",
    "smtp://[2001:db8::5]:25, 2001:db8::5, 25, STARTTLS_REQUIRED"
  })
  void a_url_says_where_and_how_safely(String url, String host, int port, Security security) {
    var smtp = Smtp.parse(url);

    assertThat(smtp.host()).isEqualTo(host);
    assertThat(smtp.port()).isEqualTo(port);
    assertThat(smtp.security()).isEqualTo(security);
    assertThat(smtp.login()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "smtp://relay:secret@mail.example, relay, secret",
    "smtp://me%40acme.example:p%40ss%3A%2F%3F%23%25@mail.example, me@acme.example, p@ss:/?#%",
    "smtps://a:b:c@mail.example, a, b:c",
    "smtps://a:b+c%2B@mail.example, a, b+c+",
    "smtps://a:p%C3%A4ss@mail.example, a, päss"
  })
  void user_name_and_password_are_percent_decoded(String url, String user, String password) {
    assertThat(Smtp.parse(url).login()).isEqualTo(new Login(user, password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mail.example",
        "mail.example:587",
        "http://hunter2@mail.example",
        "smtp://",
        "smtp://:hunter2@mail.example",
        "smtp://hunter2@mail.example",
        "smtp://relay:@mail.example",
        "smtp://relay:hunter2@ss@mail.example",
        "smtp://relay:hunter2/x@mail.example",
        "smtp://relay:hunter2?x=1@mail.example",
        "smtp://relay:hunter2#x@mail.example",
        "smtp://relay:hunter2%zz@mail.example",
        "smtp://relay:hunter2%0d%0aDATA@mail.example",
        "smtp://relay:hunter2%ff@mail.example",
        "smtp://relay:hunter2 @mail.example",
        "smtp://mail.example?starttls=hunter2",
        "smtp://mail.example/hunter2",
        "smtp://mail.example#hunter2",
        "smtp://mail.example:0",
        "smtp://mail.example:65536",
        "smtp://mail_1.example",
        "smtp:mail.example"
      })
  void anything_else_is_refused_and_nothing_of_it_repeated(String url) {
    assertThatThrownBy(() -> Smtp.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .satisfies(e -> assertThat(e).asString().doesNotContain("hunter2", "relay"));
  }

  @Test
  void plain_mail_leaves_this_machine_under_no_circumstances() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mails.smtp("mail.example", 25, Security.PLAIN_LOOPBACK_ONLY));
  }

  @Test
  void a_configuration_shows_no_password() {
    var smtp = Smtp.parse("smtp://relay%40acme.example:hunter2@mail.example");

    assertThat(Mails.config(smtp).toString())
        .contains("mail.example", "redacted")
        .doesNotContain("hunter2", "relay@acme.example");
  }

  @Test
  void names_are_one_line_each() {
    var config = config(" Acme\r\nBcc: x\0\u2028y ", "App\u0085\u2029z", "https://acme.example");

    assertThat(config.senderName()).isEqualTo("Acme Bcc: x y");
    assertThat(config.appName()).isEqualTo("App z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r\n", "\0"})
  void blank_names_are_refused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(name, "App", "https://acme.example"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config("Acme", name, "https://acme.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://acme.example/app", "http://localhost:8080", "HTTPS://acme.example"})
  void a_web_address_is_taken_as_the_front_end(String url) {
    assertThat(config("Acme", "App", url).frontendUrl()).isEqualTo(URI.create(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/app",
        "acme.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://acme.example",
        "https:///app",
        "https://user:hunter2@acme.example"
      })
  void anything_else_is_refused_as_the_front_end(String url) {
    assertThatThrownBy(() -> config("Acme", "App", url))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(e -> assertThat(e).asString().doesNotContain("hunter2"));
  }

  private static MailConfig config(String senderName, String appName, String frontendUrl) {
    return new MailConfig(
        Mails.SENDER,
        senderName,
        appName,
        URI.create(frontendUrl),
        URI.create("https://id.acme.example"),
        new Inbox(Path.of("inbox")));
  }
}
