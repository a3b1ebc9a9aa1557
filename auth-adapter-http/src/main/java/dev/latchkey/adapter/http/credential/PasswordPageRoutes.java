package dev.latchkey.adapter.http.credential;

import dev.latchkey.adapter.http.page.News;
import dev.latchkey.adapter.http.page.Page;
import dev.latchkey.adapter.http.page.Room;
import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.page.Site;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.token.TokenResponse;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.credential.ChangePassword;
import dev.latchkey.application.credential.ChangePassword.Outcome;
import dev.latchkey.application.credential.FindPassword;
import dev.latchkey.application.session.CheckFreshness;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page of the account where the password is changed, or a first one is set. */
public final class PasswordPageRoutes implements RouteGroup {
  private static final String PAGE = Room.PASSWORD.path();
  private static final String CHANGED = "changed";
  private static final String SET = "set";

  private static final News NEWS = News.of("password-page", CHANGED, SET);

  private final ChangePassword changePassword;
  private final FindPassword findPassword;
  private final CheckFreshness checkFreshness;
  private final Shell shell;
  private final Site site;
  private final Page page;

  public PasswordPageRoutes(AuthUseCases auth, Shell shell) {
    changePassword = auth.changePassword();
    findPassword = auth.findPassword();
    checkFreshness = auth.checkFreshness();
    this.shell = shell;
    site = shell.site();
    page =
        shell.page(
            PasswordPageRoutes.class, "password.peb", Room.PASSWORD, "password.js", "strength.js");
  }

  /**
   * What was typed.
   *
   * @param current not asked for within a few minutes after a sign-in, nor of whoever has none
   * @param wanted the one from now on
   */
  record PasswordForm(@Nullable String current, @NotNull String wanted) {
    private static final PasswordForm EXAMPLE =
        new PasswordForm(Examples.PASSWORD, Examples.PASSWORD);

    private @Nullable String typed() {
      return current == null || current.isEmpty() ? null : current;
    }

    @Override
    public String toString() {
      return "PasswordForm[redacted]";
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(showing(), posting(), finding());
  }

  private Route showing() {
    return Route.get(PAGE)
        .access(Access.SIGNED_IN)
        .summary(Chapter.PAGES, "Open the page of my password")
        .answersReady("A page.", "text/html")
        .answers(303, "Leads to where he can sign in, or show again that it is him.")
        .handle(this::show);
  }

  private Route posting() {
    return Route.post(PAGE)
        .access(Access.SIGNED_IN)
        .summary(Chapter.PAGES, "Change my password on that page")
        .description("All other sessions end; this browser goes on in a new one.")
        .issuesSecrets()
        .limits(Limits.CHANGE_PASSWORD)
        .form(PasswordForm.class, PasswordForm.EXAMPLE)
        .answers(303, "Changed, or to be shown first that it is him.")
        .answersReady(422, "The page again: something is not right.", "text/html")
        .problems(Problem.INVALID_FIELDS, Problem.OVERLOADED)
        .handle(this::post);
  }

  /** Where password managers look (W3C, A Well-Known URL for Changing Passwords). */
  private Route finding() {
    return Route.get("/.well-known/change-password")
        .access(Access.ANYONE)
        .summary(Chapter.PAGES, "Find the page where a password is changed")
        .answers(303, "Leads there.")
        .handle(exchange -> exchange.redirect(site.path(PAGE)));
  }

  private void show(Exchange exchange) {
    if (!hasPassword(exchange) && isStale(exchange)) {
      showAgainFirst(exchange);
    } else {
      page.show(exchange, values(exchange, NEWS.asked(exchange, shell.texts(exchange)), "", ""));
    }
  }

  /** Whoever has no password cannot show it: he shows something else, before he types anything. */
  private void showAgainFirst(Exchange exchange) {
    exchange.redirect(site.path("/reauthenticate?return_to=%2Faccount%2Fpassword"));
  }

  private void post(Exchange exchange, PasswordForm form) {
    var said = hasPassword(exchange) ? CHANGED : SET;
    var command =
        new ChangePassword.Command(
            exchange.caller(), form.typed(), form.wanted(), exchange.devices(), exchange.client());
    switch (changePassword.handle(command)) {
      case Outcome.Changed(var tokens) -> {
        TokenResponse.keep(exchange, tokens);
        exchange.redirect(site.path(PAGE + "?said=" + said));
      }
      case Outcome.PasswordRefused(var faults) ->
          refuse(exchange, "", shell.texts(exchange).advice(faults));
      case Outcome.Refused() -> refuse(exchange, "password-page.refused", "");
      case Outcome.Slowed(var pause) -> exchange.tooMany(pause);
      case Outcome.Stale(var maxAge) -> askForCurrent(exchange);
    }
  }

  private void askForCurrent(Exchange exchange) {
    if (hasPassword(exchange)) {
      refuse(exchange, "password-page.stale", "");
    } else {
      showAgainFirst(exchange);
    }
  }

  /**
   * Shows the page again.
   *
   * @param current key of what is wrong with the present password, or empty
   * @param wanted what is wrong with the new one, or empty
   */
  private void refuse(Exchange exchange, String current, String wanted) {
    var fault = current.isEmpty() ? "" : shell.texts(exchange).say(current);
    page.show(exchange, 422, values(exchange, "", fault, wanted));
  }

  private Map<String, Object> values(
      Exchange exchange, String said, String current, String wanted) {
    var has = hasPassword(exchange);
    return Map.of(
        "email", exchange.caller().user().email().value(),
        "hasPassword", has,
        "asksCurrent", has && (isStale(exchange) || !current.isEmpty()),
        "said", said,
        "currentFault", current,
        "wantedFault", wanted);
  }

  private boolean hasPassword(Exchange exchange) {
    return findPassword.handle(new FindPassword.Command(exchange.caller().user().id()));
  }

  private boolean isStale(Exchange exchange) {
    return checkFreshness.handle(new CheckFreshness.Command(exchange.caller().token()))
        instanceof CheckFreshness.Outcome.Stale;
  }
}
