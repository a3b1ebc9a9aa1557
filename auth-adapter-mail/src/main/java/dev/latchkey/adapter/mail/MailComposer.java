package dev.latchkey.adapter.mail;

import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Recipient;
import dev.latchkey.domain.user.EmailAddress;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Writes notifications as messages (RFC 5322), each in a language of its reader: text and HTML as
 * alternatives, the id of the event as message id, marked as written by a machine (RFC 3834) so
 * that nobody's holiday answers it.
 */
final class MailComposer {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final EmailAddress sender;
  private final String senderName;
  private final MailLanguages languages;
  private final MailTemplates templates;

  MailComposer(MailConfig config) {
    sender = config.sender();
    senderName = config.senderName();
    languages = config.languages();
    templates =
        new MailTemplates(
            config.languages().words(), config.appName(), config.frontendUrl(), config.baseUrl());
  }

  MimeMessage compose(EventId id, Recipient to, Notification notification, Instant now)
      throws MessagingException {
    var language = languages.of(to.language());
    var rendered = templates.render(notification, language);
    var message = new IdentifiedMessage("<" + id.value() + "@" + domain(sender) + ">");
    message.setFrom(from());
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(to.address().value()));
    message.setSubject(rendered.subject(), UTF_8);
    message.setHeader("Date", date(now));
    message.setHeader("Content-Language", language.toLanguageTag());
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader("X-Auto-Response-Suppress", "All");
    message.setContent(
        new MimeMultipart(
            "alternative", part(rendered.text(), "plain"), part(rendered.html(), "html")));
    message.saveChanges();
    return message;
  }

  static String domain(EmailAddress address) {
    return address.value().substring(address.value().lastIndexOf('@') + 1);
  }

  private InternetAddress from() throws MessagingException {
    try {
      return new InternetAddress(sender.value(), senderName, UTF_8);
    } catch (UnsupportedEncodingException everyJdkHasUtf8) {
      throw new AssertionError(everyJdkHasUtf8);
    }
  }

  private static String date(Instant now) {
    var format = new MailDateFormat();
    format.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
    return format.format(Date.from(now));
  }

  private static MimeBodyPart part(String content, String subtype) throws MessagingException {
    var part = new MimeBodyPart();
    part.setText(content, UTF_8, subtype);
    return part;
  }

  /** Saving a message gives it an id; this one keeps its own. */
  private static final class IdentifiedMessage extends MimeMessage {
    private final String id;

    IdentifiedMessage(String id) {
      super((@Nullable Session) null);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
