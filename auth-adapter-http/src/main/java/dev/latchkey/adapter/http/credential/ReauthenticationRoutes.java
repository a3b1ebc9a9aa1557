package dev.latchkey.adapter.http.credential;

import dev.latchkey.adapter.http.page.Page;
import dev.latchkey.adapter.http.page.ReturnTo;
import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.page.Shell.Navigation;
import dev.latchkey.adapter.http.page.Site;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.Parameter;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.token.TokenResponse;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.credential.FindPassword;
import dev.latchkey.application.credential.Reauthenticate;
import dev.latchkey.application.credential.Reauthenticate.Outcome;
import dev.latchkey.application.passkey.ListPasskeys;
import dev.latchkey.domain.user.UserId;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page where somebody who is signed in shows again that it is him. */
public final class ReauthenticationRoutes implements RouteGroup {
  private static final String PAGE = "/reauthenticate";

  private final Reauthenticate reauthenticate;
  private final FindPassword findPassword;
  private final Optional<ListPasskeys> listPasskeys;
  private final Shell shell;
  private final Site site;
  private final Page page;

  public ReauthenticationRoutes(AuthUseCases auth, Shell shell) {
    reauthenticate = auth.reauthenticate();
    findPassword = auth.findPassword();
    listPasskeys = auth.passkeys().map(passkeys -> passkeys.list());
    this.shell = shell;
    site = shell.site();
    page =
        shell.page(
            ReauthenticationRoutes.class,
            "reauthenticate.peb",
            Navigation.FOR_USERS,
            "password.js",
            "passkey.js",
            "reauthenticate.js");
  }

  /**
   * What was typed.
   *
   * @param returnTo a page of ours; any other is passed over
   */
  record ReauthenticationForm(@NotNull String password, @Nullable String returnTo) {
    private static final ReauthenticationForm EXAMPLE =
        new ReauthenticationForm(Examples.PASSWORD, ReturnTo.ACCOUNT);

    @Override
    public String toString() {
      return "ReauthenticationForm[redacted]";
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(showing(), posting());
  }

  private Route showing() {
    return Route.get(PAGE)
        .access(Access.SIGNED_IN)
        .summary(Chapter.PAGES, "Open the page where one shows again who one is")
        .parameters(
            ReturnTo.PARAMETER,
            new Parameter(
                Parameter.Place.QUERY,
                "with",
                "passkey where a password is not enough; it is not asked for then.",
                new Parameter.Form.Text()))
        .answersReady("A page.", "text/html")
        .answers(303, "Whoever is not signed in is led to where he can be.")
        .handle(this::show);
  }

  private Route posting() {
    return Route.post(PAGE)
        .access(Access.SIGNED_IN)
        .summary(Chapter.PAGES, "Show the password again on that page")
        .description("The session goes on with a new pair; the one before is spent.")
        .issuesSecrets()
        .limits(Limits.REAUTHENTICATE)
        .form(ReauthenticationForm.class, ReauthenticationForm.EXAMPLE)
        .answers(303, "Shown; leads back.")
        .answersReady(422, "The page again: the password is not right.", "text/html")
        .problems(Problem.INVALID_FIELDS, Problem.OVERLOADED)
        .handle(this::post);
  }

  private void show(Exchange exchange) {
    show(exchange, 200, ReturnTo.page(exchange.query("return_to").orElse(null)), "");
  }

  private void post(Exchange exchange, ReauthenticationForm form) {
    var returnTo = ReturnTo.page(form.returnTo());
    var command =
        new Reauthenticate.Command(
            exchange.caller(), form.password(), exchange.devices(), exchange.client());
    switch (reauthenticate.handle(command)) {
      case Outcome.Shown(var tokens) -> {
        TokenResponse.keep(exchange, tokens);
        exchange.redirect(site.path(returnTo));
      }
      case Outcome.Refused() ->
          show(exchange, 422, returnTo, shell.texts(exchange).say("reauthenticate.refused"));
      case Outcome.Slowed(var pause) -> exchange.tooMany(pause);
    }
  }

  private void show(Exchange exchange, int status, String returnTo, String fault) {
    var user = exchange.caller().user();
    var hasPasskey = hasPasskey(user.id());
    var onlyPasskey = hasPasskey && exchange.query("with").equals(Optional.of("passkey"));
    page.show(
        exchange,
        status,
        Map.of(
            "email",
            user.email().value(),
            "returnTo",
            returnTo,
            "fault",
            fault,
            "hasPassword",
            !onlyPasskey && findPassword.handle(new FindPassword.Command(user.id())),
            "hasPasskey",
            hasPasskey,
            "onlyPasskey",
            onlyPasskey));
  }

  private boolean hasPasskey(UserId user) {
    return listPasskeys
        .filter(passkeys -> !passkeys.handle(new ListPasskeys.Command(user)).isEmpty())
        .isPresent();
  }
}
