package dev.latchkey.adapter.http.notification;

import dev.latchkey.adapter.http.routing.PageTemplate;
import dev.latchkey.domain.notification.LocalInbox.Mail;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/**
 * Draws the local inbox. Everything in a mail is escaped; its HTML is shown inside a frame that may
 * do nothing at all. The one style sheet is named by its hash, so no other style and no script
 * runs.
 */
final class InboxPage {
  private static final DateTimeFormatter SENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private final String appName;
  private final String style = PageTemplate.part(InboxPage.class, "inbox.css");
  private final PageTemplate template = PageTemplate.of(InboxPage.class, "inbox.peb");

  InboxPage(String appName) {
    this.appName = appName;
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

  String render(List<Mail> mails) {
    var shown = mails.stream().map(Shown::of).toList();
    return template.with(Map.of("app", appName, "style", style, "mails", shown));
  }

  String contentSecurityPolicy() {
    return "default-src 'none'; style-src %s; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        .formatted(PageTemplate.hashSource(style));
  }
}
