package dev.latchkey.adapter.http.session;

import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.AuthCookie;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Cursor;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Parameter;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.routing.Slice;
import dev.latchkey.adapter.http.routing.Told;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.session.EndOtherSessions;
import dev.latchkey.application.session.EndSession;
import dev.latchkey.application.session.ListSessions;
import dev.latchkey.domain.session.SessionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a user is signed in, and ending that in one place. */
public final class SessionListRoutes implements RouteGroup {
  private static final String SESSIONS = "/api/v1/users/sessions";

  private final ListSessions listSessions;
  private final EndSession endSession;
  private final EndOtherSessions endOtherSessions;

  public SessionListRoutes(AuthUseCases auth) {
    listSessions = auth.listSessions();
    endSession = auth.endSession();
    endOtherSessions = auth.endOtherSessions();
  }

  /** A part of the list, the newest first. */
  record SessionsResponse(
      List<SessionResponse> items,
      @Told("Where to go on; null at the end.") @Nullable String nextCursor) {
    private static final SessionsResponse EXAMPLE =
        new SessionsResponse(List.of(SessionResponse.EXAMPLE), Examples.CURSOR);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(SESSIONS)
            .access(Access.SIGNED_IN)
            .summary(Chapter.SESSION, "List my sessions")
            .parameters(Slice.LIMIT_PARAMETER, Slice.CURSOR_PARAMETER)
            .answers(200, "Those that stand, the newest first.", SessionsResponse.EXAMPLE)
            .problems(Problem.INVALID_FIELDS, Problem.INVALID_CURSOR)
            .handle(this::list),
        Route.delete(SESSIONS)
            .access(Access.SIGNED_IN)
            .summary(Chapter.SESSION, "End all my sessions but this one")
            .description(
                "To be offered to whoever has added or removed a passkey, or has found a session"
                    + " that he does not know.")
            .answers(204, "All others have ended, as far as there were any.")
            .handle(this::endOthers),
        Route.delete(SESSIONS + "/{id}")
            .access(Access.SIGNED_IN)
            .summary(Chapter.SESSION, "End one of my sessions")
            .parameters(Parameter.id("id", "Of a session of the caller; any other is not found."))
            .answers(204, "It has ended.")
            .problems(Problem.NOT_FOUND)
            .handle(this::end));
  }

  private void list(Exchange exchange) {
    var caller = exchange.caller();
    var slice = Slice.of(exchange);
    var after = slice.after().map(SessionId::new).orElse(null);
    var page =
        listSessions.handle(new ListSessions.Command(caller.user().id(), after, slice.limit()));
    var current = caller.session().id();
    var items = page.items().stream().map(one -> SessionResponse.of(one, current)).toList();
    exchange.json(200, new SessionsResponse(items, page.next().map(Cursor::write).orElse(null)));
  }

  private void endOthers(Exchange exchange) {
    endOtherSessions.handle(new EndOtherSessions.Command(exchange.caller(), exchange.client()));
    exchange.noContent();
  }

  /** Another user's session is answered like one that never was. */
  private void end(Exchange exchange) {
    var id = exchange.pathId("id").map(SessionId::new);
    if (id.isPresent() && isEnded(exchange, id.get())) {
      forgetCurrent(exchange, id.get());
      exchange.noContent();
    } else {
      exchange.problem(Problem.NOT_FOUND);
    }
  }

  private boolean isEnded(Exchange exchange, SessionId id) {
    var user = exchange.caller().user().id();
    var isOwn = exchange.caller().session().id().equals(id);
    return endSession.handle(
        isOwn
            ? new EndSession.Command.Current(id, user, exchange.client())
            : new EndSession.Command.Listed(id, user, exchange.client()));
  }

  private static void forgetCurrent(Exchange exchange, SessionId ended) {
    if (exchange.caller().session().id().equals(ended)) {
      exchange.clearCookies(AuthCookie.SECRETS);
    }
  }
}
