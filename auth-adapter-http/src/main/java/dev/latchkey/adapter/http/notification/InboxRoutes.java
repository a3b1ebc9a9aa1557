package dev.latchkey.adapter.http.notification;

import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.routing.Told;
import dev.latchkey.domain.notification.LocalInbox;
import dev.latchkey.domain.notification.LocalInbox.Mail;
import java.time.Instant;
import java.util.List;

/** The mails of a server without a mail server, for its developer: a page, or JSON when asked. */
public final class InboxRoutes implements RouteGroup {
  private static final int SHOWN = 100;

  private final LocalInbox inbox;
  private final InboxPage page;

  public InboxRoutes(LocalInbox inbox, Shell shell) {
    this.inbox = inbox;
    this.page = new InboxPage(shell);
  }

  record MailResponse(
      String id,
      @Told(value = "Whom it went to.", format = "email") String to,
      String subject,
      @Told("The mail as plain text.") String text,
      @Told("The same mail as HTML.") String html,
      Instant sentAt) {
    private static final MailResponse EXAMPLE =
        new MailResponse(
            "1",
            Examples.EMAIL,
            "Your code",
            "Your code is " + Examples.DIGITS,
            "<p>Your code is " + Examples.DIGITS + "</p>",
            Examples.THEN);

    static MailResponse of(Mail mail) {
      return new MailResponse(
          mail.id(), mail.to(), mail.subject(), mail.text(), mail.html(), mail.sentAt());
    }

    @Override
    public String toString() {
      return "MailResponse[" + id + "]";
    }
  }

  record MailsResponse(@Told("The newest first.") List<MailResponse> items) {
    private static final MailsResponse EXAMPLE = new MailsResponse(List.of(MailResponse.EXAMPLE));
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/dev/mail")
            .access(Access.LOCAL_ONLY)
            .summary(Chapter.DEVELOPMENT, "See the mails that went nowhere")
            .description("As JSON for who accepts `application/json` and not `text/html`.")
            .answers(200, "The newest mails.", MailsResponse.EXAMPLE)
            .answersReady("The newest mails.", "text/html")
            .handle(this::show));
  }

  private void show(Exchange exchange) {
    var mails = inbox.newest(SHOWN);
    if (wantsJson(exchange)) {
      exchange.json(200, new MailsResponse(mails.stream().map(MailResponse::of).toList()));
    } else {
      page.show(exchange, mails);
    }
  }

  /** Browsers always name text/html; whoever names JSON and not that wants JSON. */
  private static boolean wantsJson(Exchange exchange) {
    var accept = exchange.header("Accept").orElse("");
    return accept.contains("application/json") && !accept.contains("text/html");
  }
}
