package dev.latchkey.adapter.http.session;

import dev.latchkey.adapter.http.device.ClientWords;
import dev.latchkey.adapter.http.page.Moment;
import dev.latchkey.adapter.http.page.News;
import dev.latchkey.adapter.http.page.Page;
import dev.latchkey.adapter.http.page.Room;
import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.page.Site;
import dev.latchkey.adapter.http.page.Texts;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.AuthCookie;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Cursor;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.routing.Slice;
import dev.latchkey.adapter.http.routing.UuidText;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.session.EndOtherSessions;
import dev.latchkey.application.session.EndSession;
import dev.latchkey.application.session.ListSessions;
import dev.latchkey.application.session.ListSessions.Listed;
import dev.latchkey.domain.session.SessionId;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;

/** The page where somebody sees where he is signed in, and ends that in one place or elsewhere. */
public final class SessionsPageRoutes implements RouteGroup {
  private static final String PAGE = Room.SESSIONS.path();

  /** Of which a page stays small. */
  private static final int SHOWN = 15;

  private static final News NEWS = News.of("sessions", "ended", "others-ended");

  private final ListSessions listSessions;
  private final EndSession endSession;
  private final EndOtherSessions endOtherSessions;
  private final Shell shell;
  private final Site site;
  private final Page page;

  public SessionsPageRoutes(AuthUseCases auth, Shell shell) {
    listSessions = auth.listSessions();
    endSession = auth.endSession();
    endOtherSessions = auth.endOtherSessions();
    this.shell = shell;
    site = shell.site();
    page = shell.page(SessionsPageRoutes.class, "sessions.peb", Room.SESSIONS);
  }

  record SessionEndForm(@NotNull String sessionId) {
    private static final SessionEndForm EXAMPLE = new SessionEndForm(Examples.SESSION.toString());
  }

  /**
   * The button that ends the others.
   *
   * @param others pressed
   */
  record OtherSessionsForm(@NotNull String others) {
    private static final OtherSessionsForm EXAMPLE = new OtherSessionsForm("end");
  }

  /** A session as the template sees it. */
  public record Card(String id, boolean current, ClientWords client, Moment since, Moment seen) {
    static Card of(Listed listed, SessionId current, Texts texts) {
      var session = listed.session();
      return new Card(
          session.id().value().toString(),
          session.id().equals(current),
          ClientWords.of(listed.told(), session.login().address(), texts),
          Moment.of(session.lifetime().createdAt(), texts),
          Moment.of(session.lifetime().lastUsedAt(), texts));
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(showing(), ending(), endingOthers());
  }

  private Route showing() {
    return Route.get(PAGE)
        .access(Access.SIGNED_IN)
        .summary(Chapter.PAGES, "Open the page of my sessions")
        .parameters(Slice.CURSOR_PARAMETER)
        .answersReady("A page.", "text/html")
        .answers(303, "Whoever is not signed in is led to where he can be.")
        .problems(Problem.INVALID_CURSOR)
        .handle(this::show);
  }

  private Route ending() {
    return Route.post(PAGE + "/end")
        .access(Access.SIGNED_IN)
        .summary(Chapter.PAGES, "End one of my sessions on a page")
        .description("Another user's session is answered like one that never was.")
        .form(SessionEndForm.class, SessionEndForm.EXAMPLE)
        .answers(303, "There is no such session (any more); leads to the list, or out of it.")
        .problems(Problem.INVALID_FIELDS)
        .handle(this::end);
  }

  private Route endingOthers() {
    return Route.post(PAGE + "/end-others")
        .access(Access.SIGNED_IN)
        .summary(Chapter.PAGES, "End all my sessions but this one on a page")
        .form(OtherSessionsForm.class, OtherSessionsForm.EXAMPLE)
        .answers(303, "All others have ended; leads to the list.")
        .problems(Problem.INVALID_FIELDS)
        .handle(this::endOthers);
  }

  private void show(Exchange exchange) {
    var texts = shell.texts(exchange);
    var caller = exchange.caller();
    var after = exchange.query("cursor").map(Cursor::read).map(SessionId::new).orElse(null);
    var listed = listSessions.handle(new ListSessions.Command(caller.user().id(), after, SHOWN));
    var current = caller.session().id();
    var cards = listed.items().stream().map(one -> Card.of(one, current, texts)).toList();
    var older = listed.next().map(Cursor::write).orElse("");
    page.show(
        exchange,
        Map.of(
            "sessions",
            cards,
            "said",
            NEWS.asked(exchange, texts),
            "older",
            older,
            "isFirst",
            after == null,
            "isAlone",
            after == null && older.isEmpty() && cards.size() == 1));
  }

  private void end(Exchange exchange, SessionEndForm form) {
    var caller = exchange.caller();
    var id = UuidText.parse(form.sessionId()).map(SessionId::new);
    if (id.filter(caller.session().id()::equals).isPresent()) {
      endThis(exchange);
    } else {
      id.ifPresent(
          other ->
              endSession.handle(
                  new EndSession.Command.Listed(other, caller.user().id(), exchange.client())));
      exchange.redirect(site.path(PAGE + "?said=ended"));
    }
  }

  private void endThis(Exchange exchange) {
    var caller = exchange.caller();
    endSession.handle(
        new EndSession.Command.Current(
            caller.session().id(), caller.user().id(), exchange.client()));
    // Only now: whoever is told to forget must not find the session alive after a failure.
    exchange.clearCookies(AuthCookie.SECRETS);
    exchange.clearSiteData();
    exchange.redirect(site.path("/sign-in?said=signed-out"));
  }

  private void endOthers(Exchange exchange, OtherSessionsForm form) {
    endOtherSessions.handle(new EndOtherSessions.Command(exchange.caller(), exchange.client()));
    exchange.redirect(site.path(PAGE + "?said=others-ended"));
  }
}
