package dev.latchkey.adapter.mail;

import dev.latchkey.adapter.mail.MailConfig.Login;
import dev.latchkey.adapter.mail.MailConfig.Security;
import dev.latchkey.adapter.mail.MailConfig.Smtp;
import dev.latchkey.adapter.mail.MailConfig.Transport;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Recipient;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.verification.OneTimeCode;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the tests of this module mail, and to whom. */
final class Mails {
  static final Recipient ADA = Recipient.at(EmailAddress.of("ada@example.com"));
  static final Recipient GERMAN = new Recipient(ADA.address(), new Language("de"));
  static final EmailAddress SENDER = EmailAddress.of("no-reply@acme.example");
  static final String CODE = "48151623";
  static final String PASSWORD = "correct-horse-battery";
  static final EventId EVENT = new EventId(UUID.fromString("019a4c3e-7b10-7000-8000-000000000001"));

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private Mails() {}

  static MailConfig config(Transport transport) {
    return new MailConfig(
        SENDER,
        "Acme",
        "Acme Rockets",
        URI.create("https://acme.example/start"),
        URI.create("https://id.acme.example"),
        transport);
  }

  static Smtp smtp(String host, int port, Security security) {
    return smtp(host, port, security, null);
  }

  static Smtp smtp(String host, int port, Security security, @Nullable Login login) {
    return new Smtp(host, port, login, security, TIMEOUT);
  }

  static Notification code() {
    return code(new DisplayName("Grace Hopper"));
  }

  static Notification code(@Nullable DisplayName name) {
    return new Notification.RegistrationCode(
        name, OneTimeCode.parse(CODE).orElseThrow(), Duration.ofMinutes(10));
  }
}
