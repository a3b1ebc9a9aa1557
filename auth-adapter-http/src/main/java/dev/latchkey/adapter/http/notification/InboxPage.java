package dev.latchkey.adapter.http.notification;

import dev.latchkey.adapter.http.page.Page;
import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.page.Shell.Navigation;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.domain.notification.LocalInbox.Mail;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/**
 * Draws the local inbox. Everything in a mail is escaped; its HTML is shown inside a frame that may
 * do nothing at all.
 */
final class InboxPage {
  private static final DateTimeFormatter SENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private final Page page;

  InboxPage(Shell shell) {
    page = shell.page(InboxPage.class, "inbox.peb", Navigation.FOR_ANYONE);
  }

  /** A mail as the template sees it. */
  public record Shown(String to, String subject, String sentAt, String text, String html) {
    static Shown of(Mail mail) {
      return new Shown(
          mail.to(), mail.subject(), SENT.format(mail.sentAt()), mail.text(), mail.html());
    }

    @Override
    public String toString() {
      return "Shown[redacted]";
    }
  }

  void show(Exchange exchange, List<Mail> mails) {
    page.show(exchange, Map.of("mails", mails.stream().map(Shown::of).toList()));
  }
}
