package dev.latchkey.adapter.mail;

import static dev.latchkey.adapter.mail.Mails.ADA;
import static dev.latchkey.adapter.mail.Mails.EVENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.latchkey.adapter.mail.MailConfig.Login;
import dev.latchkey.adapter.mail.MailConfig.Security;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.notification.Notifier.Receipt;
import dev.latchkey.testkit.time.MutableTime;
import java.io.IOException;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Mail leaves over TLS that can be trusted, or not at all. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmtpTlsTest {
  private static final SSLSocketFactory OF_THIS_JVM =
      (SSLSocketFactory) SSLSocketFactory.getDefault();

  private final Certificate certificate;
  private final GreenMail smtps;

  SmtpTlsTest() throws Exception {
    certificate = Certificate.forLocalhost();
    certificate.useForGreenMail();
    var setup = new ServerSetup(0, "localhost", "smtps").dynamicPort();
    setup.setServerStartupTimeout(20_000);
    smtps = new GreenMail(setup);
  }

  @BeforeAll
  void start() {
    smtps.start();
  }

  @AfterAll
  void stop() {
    smtps.stop();
  }

  @Test
  void mail_goes_to_a_trusted_server_over_tls() throws Exception {
    var notifier = implicit("localhost", certificate.trusting());

    assertThat(send(notifier)).isEqualTo(new Receipt.Accepted());
    assertThat(smtps.getReceivedMessages()).isNotEmpty();
  }

  @Test
  void no_mail_goes_to_a_server_whose_certificate_nobody_vouches_for() {
    assertUntrusted(implicit("localhost", OF_THIS_JVM));
  }

  @Test
  void no_mail_goes_to_a_server_with_the_certificate_of_another() throws Exception {
    assertUntrusted(implicit("127.0.0.1", certificate.trusting()));
  }

  @Test
  void with_starttls_everything_of_worth_is_said_inside_tls() throws Exception {
    try (var server = ScriptedSmtpServer.withStarttls(certificate.server())) {
      var notifier = starttls(server, certificate.trusting());

      assertThat(send(notifier)).isEqualTo(new Receipt.Accepted());

      assertThat(server.lines())
          .filteredOn(line -> !line.startsWith("(tls)"))
          .containsExactly("EHLO acme.example", "STARTTLS");
      assertThat(server.lines()).anyMatch(line -> line.startsWith("(tls)AUTH PLAIN"));
      assertThat(server.lines()).contains("(tls)RCPT TO:<ada@example.com>");
    }
  }

  @Test
  void where_starttls_was_stripped_nothing_is_said() throws IOException {
    try (var server = ScriptedSmtpServer.plain()) {
      assertThatThrownBy(() -> send(starttls(server, OF_THIS_JVM)))
          .isInstanceOf(InfrastructureException.class)
          .hasStackTraceContaining("offers no STARTTLS");

      assertSaidNothing(server);
    }
  }

  @Test
  void where_starttls_is_refused_nothing_is_said() throws Exception {
    try (var server = ScriptedSmtpServer.withStarttls(certificate.server())) {
      server.answering("STARTTLS", "454 not now");

      assertThatThrownBy(() -> send(starttls(server, certificate.trusting())))
          .isInstanceOf(InfrastructureException.class);

      assertSaidNothing(server);
    }
  }

  @Test
  void starttls_with_a_certificate_that_nobody_vouches_for_is_an_outage() throws Exception {
    try (var server = ScriptedSmtpServer.withStarttls(certificate.server())) {
      assertUntrusted(starttls(server, OF_THIS_JVM));

      assertSaidNothing(server);
    }
  }

  private static void assertUntrusted(Notifier notifier) {
    assertThatThrownBy(() -> send(notifier))
        .isInstanceOf(InfrastructureException.class)
        .hasStackTraceContaining("no TLS connection that can be trusted");
  }

  private static void assertSaidNothing(ScriptedSmtpServer server) {
    assertThat(server.lines()).contains("EHLO acme.example");
    assertThat(server.lines())
        .noneMatch(line -> line.matches("(\\(tls\\))?(AUTH|MAIL|RCPT|DATA).*"));
  }

  private static Receipt send(Notifier notifier) {
    return notifier.send(EVENT, ADA, Mails.code());
  }

  private Notifier implicit(String host, SSLSocketFactory tls) {
    return notifier(Mails.smtp(host, smtps.getSmtps().getPort(), Security.IMPLICIT_TLS), tls);
  }

  private static Notifier starttls(ScriptedSmtpServer server, SSLSocketFactory tls) {
    var login = new Login("relay", Mails.PASSWORD);
    return notifier(Mails.smtp("localhost", server.port(), Security.STARTTLS_REQUIRED, login), tls);
  }

  private static Notifier notifier(MailConfig.Smtp smtp, SSLSocketFactory tls) {
    return new SmtpNotifier(Mails.config(smtp), smtp, MutableTime.somewhen(), tls);
  }
}
