package dev.latchkey.adapter.http.session;

import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.page.Site;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.AuthCookie;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.session.EndSession;
import dev.latchkey.application.session.RevokeSessions;
import dev.latchkey.domain.session.SessionEvent.Reason;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** The button with which people sign out: here, or everywhere. */
public final class SignOutRoutes implements RouteGroup {
  private static final String EVERYWHERE = "everywhere";

  private final EndSession endSession;
  private final RevokeSessions revokeSessions;
  private final Site site;

  public SignOutRoutes(AuthUseCases auth, Shell shell) {
    endSession = auth.endSession();
    revokeSessions = auth.revokeSessions();
    site = shell.site();
  }

  /**
   * Which button was pressed.
   *
   * @param where everywhere, or here
   */
  record SignOutForm(@NotNull String where) {
    private static final SignOutForm EXAMPLE = new SignOutForm("here");
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/sign-out")
            .access(Access.SIGNED_IN)
            .summary(Chapter.PAGES, "Sign out on a page")
            .limits(Limits.LOGOUT)
            .form(SignOutForm.class, SignOutForm.EXAMPLE)
            .answers(303, "Signed out; leads to where one signs in.")
            .problems(Problem.INVALID_FIELDS)
            .handle(this::signOut));
  }

  private void signOut(Exchange exchange, SignOutForm form) {
    var everywhere = form.where().equals(EVERYWHERE);
    if (everywhere) {
      endAll(exchange);
    } else {
      endThis(exchange);
    }
    // Only now: whoever is told to forget must not find the session alive after a failure.
    exchange.clearCookies(AuthCookie.SECRETS);
    exchange.clearSiteData();
    exchange.redirect(
        site.path("/sign-in?said=" + (everywhere ? "signed-out-everywhere" : "signed-out")));
  }

  private void endAll(Exchange exchange) {
    var user = exchange.caller().user().id();
    revokeSessions.handle(new RevokeSessions.Command(user, Reason.LOGOUT_ALL, exchange.client()));
  }

  private void endThis(Exchange exchange) {
    var caller = exchange.caller();
    endSession.handle(
        new EndSession.Command.Current(
            caller.session().id(), caller.user().id(), exchange.client()));
  }
}
