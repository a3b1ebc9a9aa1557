package dev.latchkey.adapter.mail;

import dev.latchkey.domain.notification.LocalInbox.Mail;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a mail that {@link MailComposer} wrote; anything else is simply no mail. */
final class EmlReader {
  private EmlReader() {}

  static Optional<Mail> read(Path file, String id, Instant sentAt) {
    try (var in = Files.newInputStream(file)) {
      return mail(new MimeMessage((@Nullable Session) null, in), id, sentAt);
    } catch (IOException | MessagingException noMail) {
      return Optional.empty();
    }
  }

  private static Optional<Mail> mail(MimeMessage message, String id, Instant sentAt)
      throws IOException, MessagingException {
    var to = message.getRecipients(Message.RecipientType.TO);
    var subject = message.getSubject();
    if (to == null || to.length != 1 || subject == null || !isWhole(message)) {
      return Optional.empty();
    }
    var parts = (Multipart) message.getContent();
    var address = to[0].toString();
    return Optional.of(
        new Mail(id, address, subject, content(parts, 0), content(parts, 1), sentAt));
  }

  private static boolean isWhole(MimeMessage message) throws IOException, MessagingException {
    return message.isMimeType("multipart/alternative")
        && message.getContent() instanceof MimeMultipart parts
        && parts.isComplete()
        && parts.getCount() == 2
        && parts.getBodyPart(0).isMimeType("text/plain")
        && parts.getBodyPart(1).isMimeType("text/html");
  }

  private static String content(Multipart parts, int index) throws IOException, MessagingException {
    return String.valueOf(parts.getBodyPart(index).getContent()).replace("\r\n", "\n");
  }
}
