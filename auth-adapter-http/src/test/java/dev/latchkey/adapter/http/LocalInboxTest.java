package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.notification.LocalInbox.Mail;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The inbox for developers: there for them, and for nobody else. */
class LocalInboxTest {
  private static final String PATH = "/dev/mail";

  private final TestServer server = TestServer.start();
  private final Client client = server.client();

  @BeforeEach
  void two_mails() {
    server.inbox.put(mail("1", "Your code", "2026-11-02T10:00:00Z"));
    server.inbox.put(mail("2", "<script>alert(1)</script>", "2026-11-02T11:00:00Z"));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void as_json_the_newest_mail_comes_first() {
    var mails = client.with("Accept", "application/json").get(PATH).json().path("items");

    assertThat(mails.findValuesAsText("id")).containsExactly("2", "1");
    assertThat(mails.path(1).toString())
        .isEqualTo(
            "{\"id\":\"1\",\"to\":\"ada@example.com\",\"subject\":\"Your code\","
                + "\"text\":\"Code: 1234 & more\",\"html\":\"<b onclick=\\\"x()\\\">1234</b>\","
                + "\"sent_at\":\"2026-11-02T10:00:00Z\"}");
  }

  @Test
  void as_a_page_mails_are_shown_and_never_run() {
    var page = client.with("Accept", "text/html,application/json;q=0.9").get(PATH);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).contains("text/html;charset=utf-8");
    assertThat(page.header("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'none'; style-src 'self';")
        .doesNotContain("unsafe");
    assertThat(page.body())
        .contains("Code: 1234 &amp; more")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .contains("<iframe sandbox=\"\"")
        .contains("srcdoc=\"&lt;b onclick=&quot;x()&quot;&gt;1234&lt;/b&gt;\"")
        .doesNotContain("<script", "<b ");
    assertThat(page.body().indexOf("11:00:00")).isLessThan(page.body().indexOf("10:00:00"));
  }

  @Test
  void who_came_through_a_proxy_finds_nothing() {
    for (var header : new String[] {"X-Forwarded-For", "X-Forwarded-Host", "Forwarded"}) {
      assertThat(client.with(header, "127.0.0.1").get(PATH).problem()).isEqualTo("404 not_found");
    }
    assertThat(client.get(PATH).status()).isEqualTo(200);
  }

  @Test
  void who_names_us_otherwise_than_by_loopback_finds_nothing() {
    assertThat(withHost("evil.example")).startsWith("HTTP/1.1 404");
    assertThat(withHost("localhost.evil.example")).startsWith("HTTP/1.1 404");
    assertThat(withHost("127.0.0.1.evil.example:8080")).startsWith("HTTP/1.1 404");
    assertThat(withHost("localhost:8080")).startsWith("HTTP/1.1 200");
    assertThat(withHost("127.0.0.1")).startsWith("HTTP/1.1 200");
    assertThat(withHost("[::1]:8080")).startsWith("HTTP/1.1 200");
  }

  @Test
  void outside_of_local_mode_there_is_no_inbox_and_no_trace_of_it() {
    try (var open = new TestServer(new TestServer.Options().behind())) {
      assertThat(open.client().get(PATH).problem()).isEqualTo("404 not_found");
      assertThat(open.client().get("/").body()).doesNotContain(PATH);
      assertThat(client.get("/").body()).contains(PATH);
    }
  }

  private String withHost(String host) {
    return new RawConnection(server.port())
        .send("GET /dev/mail HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  private static Mail mail(String id, String subject, String sentAt) {
    return new Mail(
        id,
        "ada@example.com",
        subject,
        "Code: 1234 & more",
        "<b onclick=\"x()\">1234</b>",
        Instant.parse(sentAt));
  }
}
