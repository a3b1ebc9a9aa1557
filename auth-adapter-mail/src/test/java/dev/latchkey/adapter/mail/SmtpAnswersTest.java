package dev.latchkey.adapter.mail;

import static dev.latchkey.adapter.mail.Mails.ADA;
import static dev.latchkey.adapter.mail.Mails.CODE;
import static dev.latchkey.adapter.mail.Mails.EVENT;
import static dev.latchkey.adapter.mail.ScriptedSmtpServer.CONTENT;
import static dev.latchkey.adapter.mail.ScriptedSmtpServer.DROP;
import static dev.latchkey.adapter.mail.ScriptedSmtpServer.GREETING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.latchkey.adapter.mail.MailConfig.Login;
import dev.latchkey.adapter.mail.MailConfig.Security;
import dev.latchkey.adapter.mail.MailConfig.Smtp;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.notification.Notifier.Receipt;
import dev.latchkey.testkit.time.MutableTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What we make of everything that a mail server may answer. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SmtpAnswersTest {
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final ScriptedSmtpServer server;

  SmtpAnswersTest() throws IOException {
    server = ScriptedSmtpServer.plain();
  }

  @BeforeEach
  void listen() {
    root.setLevel(Level.TRACE);
    logged.start();
    root.addAppender(logged);
  }

  @AfterEach
  void stop() throws IOException {
    root.detachAppender(logged);
    root.setLevel(Level.WARN);
    server.close();
  }

  @Test
  void a_server_that_takes_everything_gets_the_mail() {
    assertThat(send()).isEqualTo(new Receipt.Accepted());

    assertThat(server.lines()).contains("MAIL FROM:<no-reply@acme.example>");
    assertThat(server.lines()).contains("RCPT TO:<ada@example.com>");
  }

  @ParameterizedTest
  @ValueSource(ints = {501, 550, 551, 553, 554, 556})
  void a_recipient_refused_for_good_is_rejected(int code) {
    server.answering("RCPT", code + " 5.1.1 <ada@example.com> does not live here");

    assertThat(send()).isEqualTo(new Receipt.Rejected("SMTP " + code + " 5.1.1 to RCPT"));
  }

  @Test
  void a_refusal_without_an_enhanced_code_is_rejected_too() {
    server.answering("RCPT", "550 ada@example.com?");

    assertThat(send()).isEqualTo(new Receipt.Rejected("SMTP 550 to RCPT"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"421", "450", "451 4.7.1", "452", "552 5.2.2", "530 5.7.0", "550 5.7.1"})
  void a_recipient_refused_for_now_or_for_our_fault_is_an_outage(String answer) {
    server.answering("RCPT", answer + " <ada@example.com>");

    assertOutage();
  }

  @Test
  void content_refused_for_good_is_rejected() {
    server.answering(CONTENT, "554 5.6.0 no, ada@example.com");

    assertThat(send()).isEqualTo(new Receipt.Rejected("SMTP 554 5.6.0 to DATA"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"451 later", "552 full", DROP})
  void content_not_taken_for_another_reason_is_an_outage(String answer) {
    server.answering(CONTENT, answer);

    assertOutage();
  }

  @Test
  void a_mail_that_the_server_took_without_telling_comes_again_under_the_same_id() {
    server.answering(CONTENT, DROP);
    assertOutage();
    server.answering(CONTENT, "250 taken");

    assertThat(send()).isEqualTo(new Receipt.Accepted());

    var ids = server.lines().stream().filter(line -> line.startsWith("Message-ID:")).toList();
    assertThat(ids).hasSize(2);
    assertThat(ids.stream().distinct()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"550 5.1.8 <no-reply@acme.example>", "451 later", DROP})
  void a_refused_sender_is_an_outage(String answer) {
    server.answering("MAIL", answer);

    assertOutage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"421 busy", "554 go away", "nonsense", DROP})
  void a_server_that_does_not_want_to_talk_is_an_outage(String answer) {
    server.answering(GREETING, answer);

    assertOutage();
  }

  @Test
  void a_farewell_that_fails_does_not_undo_a_mail() {
    server.answering("QUIT", DROP);

    assertThat(send()).isEqualTo(new Receipt.Accepted());
  }

  @Test
  void a_closed_port_is_an_outage_at_once() throws IOException {
    server.close();
    var before = System.nanoTime();

    assertOutage();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void a_silent_server_is_an_outage_after_the_timeout() throws IOException {
    try (var silent = new ServerSocket(0)) {
      var smtp = smtp(silent.getLocalPort(), Duration.ofMillis(300));
      var before = System.nanoTime();

      assertThatThrownBy(() -> notifier(Mails.config(smtp)).send(EVENT, ADA, Mails.code()))
          .isInstanceOf(InfrastructureException.class)
          .hasStackTraceContaining("too slow");

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
    }
  }

  @Test
  void no_name_becomes_a_header() {
    var config =
        new MailConfig(
            Mails.SENDER,
            "Acme\r\nBcc: one@evil.example\0",
            "Rockets\u2028Bcc: two@evil.example\r\n\r\nBody",
            URI.create("https://acme.example/"),
            URI.create("https://id.acme.example/"),
            smtp(server.port(), Duration.ofSeconds(5)));
    var client =
        new ClientContext("203.0.113.7", "Agent\r\nBcc: three@evil.example\r\n.\r\n", null);

    notifier(config).send(EVENT, ADA, new Notification.AlreadyRegistered(client));

    assertThat(headers()).noneMatch(line -> line.matches("(?i)\\s*bcc:.*"));
    assertThat(headers()).filteredOn(line -> line.startsWith("Subject:")).hasSize(1);
    assertThat(server.lines()).filteredOn(line -> line.startsWith("RCPT")).hasSize(1);
    assertThat(server.lines()).filteredOn("."::equals).hasSize(1);
  }

  @Test
  void neither_address_nor_code_nor_password_gets_into_a_log_or_an_exception() {
    server.answering("RCPT", "451 <ada@example.com> " + CODE);
    var outage = catchThrowableOfType(InfrastructureException.class, this::send);
    server.answering("RCPT", "550 <ada@example.com> " + CODE);
    var rejection = send();
    server.answering("AUTH", "535 " + Mails.PASSWORD);
    var refusal = catchThrowableOfType(InfrastructureException.class, this::send);

    var told = printed(outage) + rejection + printed(refusal) + log();

    assertThat(told).contains("SMTP 451", "SMTP 550", ADA.address().digest());
    assertThat(told).doesNotContain(ADA.address().value(), CODE, Mails.PASSWORD, "Grace");
  }

  private Receipt send() {
    return notifier(Mails.config(smtp(server.port(), Duration.ofSeconds(5))))
        .send(EVENT, ADA, Mails.code());
  }

  private static Smtp smtp(int port, Duration timeout) {
    var login = new Login("relay", Mails.PASSWORD);
    return new Smtp("localhost", port, login, Security.PLAIN_LOOPBACK_ONLY, timeout);
  }

  private static Notifier notifier(MailConfig config) {
    return MailModule.open(config, MutableTime.somewhen()).notifier();
  }

  private void assertOutage() {
    var outage = catchThrowableOfType(InfrastructureException.class, this::send);

    assertThat(outage).hasMessage("send mail");
    assertThat(printed(outage)).doesNotContain(ADA.address().value(), CODE, Mails.PASSWORD);
  }

  /** What the server got between DATA and the first empty line. */
  private List<String> headers() {
    return server.lines().stream()
        .dropWhile(line -> !line.equals("DATA"))
        .takeWhile(line -> !line.isEmpty())
        .toList();
  }

  private String log() {
    return logged.list.stream()
        .map(event -> event.getFormattedMessage() + " " + event.getThrowableProxy())
        .collect(Collectors.joining("\n"));
  }

  private static String printed(Throwable failure) {
    var printed = new StringWriter();
    failure.printStackTrace(new PrintWriter(printed));
    return printed.toString();
  }
}
