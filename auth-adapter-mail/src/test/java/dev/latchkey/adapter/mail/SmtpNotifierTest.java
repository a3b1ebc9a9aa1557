package dev.latchkey.adapter.mail;

import static dev.latchkey.adapter.mail.Mails.ADA;
import static dev.latchkey.adapter.mail.Mails.CODE;
import static dev.latchkey.adapter.mail.Mails.EVENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.latchkey.adapter.mail.MailConfig.Login;
import dev.latchkey.adapter.mail.MailConfig.Security;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.notification.Notifier.Receipt;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.testkit.contract.NotifierContract;
import dev.latchkey.testkit.requirement.Requirement;
import dev.latchkey.testkit.time.MutableTime;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real mail server in this process. */
class SmtpNotifierTest extends NotifierContract {
  private final MutableTime time = MutableTime.somewhen();
  private final ServerSetup setup = new ServerSetup(freePort(), "localhost", "smtp");
  private final GreenMail server = new GreenMail(setup);
  private final MailModule module = open(null);

  @BeforeEach
  void start() {
    setup.setServerStartupTimeout(20_000);
    server.start();
  }

  @AfterEach
  void stop() {
    module.close();
    server.stop();
  }

  private MailModule open(@Nullable Login login) {
    var smtp = Mails.smtp("localhost", setup.getPort(), Security.PLAIN_LOOPBACK_ONLY, login);
    return MailModule.open(Mails.config(smtp), time);
  }

  @Override
  protected Notifier notifier() {
    return module.notifier();
  }

  @Override
  protected List<Received> received() {
    var received = new ArrayList<Received>();
    for (var message : server.getReceivedMessages()) {
      received.add(new Received(header(message, "Message-ID"), recipient(message), text(message)));
    }
    return received;
  }

  private static String text(MimeMessage message) {
    try {
      var parts = (Multipart) message.getContent();
      return message.getSubject()
          + parts.getBodyPart(0).getContent()
          + parts.getBodyPart(1).getContent();
    } catch (MessagingException | IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Override
  protected List<Language> languages() {
    return List.of(new Language("en"), new Language("de"));
  }

  @Override
  protected void breakMedium() {
    server.stop();
  }

  @Override
  protected void mendMedium() {
    server.start();
  }

  /** This server takes everything; see {@link SmtpAnswersTest} for one that does not. */
  @Override
  protected Optional<EmailAddress> refusedAddress() {
    return Optional.empty();
  }

  @Test
  void a_mail_comes_from_the_configured_sender() throws MessagingException {
    assertThat(header(sent(), "From")).isEqualTo("Acme <no-reply@acme.example>");
    assertThat(header(sent(), "To")).isEqualTo("ada@example.com");
  }

  @Test
  void a_mail_is_marked_as_written_by_a_machine() {
    var message = sent();

    assertThat(header(message, "Auto-Submitted")).isEqualTo("auto-generated");
    assertThat(header(message, "X-Auto-Response-Suppress")).isEqualTo("All");
  }

  @Test
  void a_mail_says_in_which_language_it_is() {
    notifier().send(EVENT, Mails.GERMAN, Mails.code());
    notifier().send(EVENT, ADA, Mails.code());

    assertThat(header(received(0), "Content-Language")).isEqualTo("de");
    assertThat(header(received(1), "Content-Language")).isEqualTo("en");
  }

  @Test
  void a_mail_carries_the_event_as_its_id_and_our_time_as_its_date() throws MessagingException {
    var message = sent();

    assertThat(header(message, "Message-ID")).isEqualTo("<" + EVENT.value() + "@acme.example>");
    assertThat(message.getSentDate().toInstant()).isEqualTo(time.instant());
  }

  @Test
  @Requirement("S2-06")
  void a_mail_has_text_and_html_as_alternatives() throws MessagingException, IOException {
    var message = sent();

    assertThat(message.isMimeType("multipart/alternative")).isTrue();
    var parts = (Multipart) message.getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
    assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
    assertThat((String) parts.getBodyPart(0).getContent()).contains(CODE);
  }

  @Test
  void the_code_is_in_the_mail_but_in_none_of_its_headers() {
    var raw = GreenMailUtil.getWholeMessage(sent());

    assertThat(raw).contains(CODE);
    assertThat(raw.substring(0, raw.indexOf("\r\n\r\n"))).doesNotContain(CODE);
  }

  @Test
  void a_name_in_any_script_arrives_as_it_was() throws MessagingException, IOException {
    var name = new DisplayName("Зоя 李 Ñandú 🚀");
    notifier().send(EVENT, ADA, Mails.code(name));

    var parts = (Multipart) received(0).getContent();

    assertThat((String) parts.getBodyPart(0).getContent()).contains("Hello Зоя 李 Ñandú 🚀,");
    assertThat((String) parts.getBodyPart(1).getContent()).contains("Hello Зоя 李 Ñandú 🚀,");
  }

  @Test
  @Requirement("S1-30")
  void a_server_that_knows_us_takes_the_mail() {
    server.setUser("relay@acme.example", "relay", Mails.PASSWORD);

    try (var known = open(new Login("relay", Mails.PASSWORD))) {
      assertThat(known.notifier().send(EVENT, ADA, Mails.code())).isEqualTo(new Receipt.Accepted());
    }
  }

  @Test
  void a_refused_login_is_an_outage_that_does_not_tell_the_password() {
    server.setUser("relay@acme.example", "relay", "another");

    try (var stranger = open(new Login("relay", Mails.PASSWORD))) {
      assertThatThrownBy(() -> stranger.notifier().send(EVENT, ADA, Mails.code()))
          .isInstanceOf(InfrastructureException.class)
          .hasStackTraceContaining("refuses our user name or password")
          .satisfies(e -> assertThat(e).asString().doesNotContain(Mails.PASSWORD));
    }
  }

  private MimeMessage sent() {
    notifier().send(EVENT, ADA, Mails.code());
    return received(0);
  }

  private MimeMessage received(int index) {
    return server.getReceivedMessages()[index];
  }

  private static String header(MimeMessage message, String name) {
    try {
      return message.getHeader(name, null);
    } catch (MessagingException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static EmailAddress recipient(MimeMessage message) {
    return EmailAddress.of(header(message, "To"));
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new AssertionError(none);
    }
  }
}
