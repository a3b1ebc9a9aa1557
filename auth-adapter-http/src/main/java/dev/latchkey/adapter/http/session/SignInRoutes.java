package dev.latchkey.adapter.http.session;

import dev.latchkey.adapter.http.page.News;
import dev.latchkey.adapter.http.page.Page;
import dev.latchkey.adapter.http.page.ReturnTo;
import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.page.Shell.Navigation;
import dev.latchkey.adapter.http.page.Site;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Identity;
import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.token.TokenResponse;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.application.credential.AuthenticateWithPassword.Outcome;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page where people sign in: an address first, then a password; or a passkey at once. */
public final class SignInRoutes implements RouteGroup {
  private static final String PAGE = "/sign-in";

  private static final News NEWS = News.of("sign-in", "signed-out", "signed-out-everywhere");

  private final AuthenticateWithPassword authenticate;
  private final Shell shell;
  private final Site site;
  private final Page page;

  public SignInRoutes(AuthUseCases auth, Shell shell) {
    authenticate = auth.authenticateWithPassword();
    this.shell = shell;
    site = shell.site();
    page =
        shell.page(
            SignInRoutes.class,
            "sign-in.peb",
            Navigation.FOR_ANYONE,
            "password.js",
            "passkey.js",
            "sign-in.js",
            "upgrade.js");
  }

  /**
   * What was typed.
   *
   * @param password left out at first, when only the address was asked for
   * @param returnTo a page of ours; any other is passed over
   */
  record SignInForm(@NotNull String email, @Nullable String password, @Nullable String returnTo) {
    private static final SignInForm EXAMPLE =
        new SignInForm(Examples.EMAIL, Examples.PASSWORD, ReturnTo.ACCOUNT);

    private boolean hasPassword() {
      return password != null && !password.isEmpty();
    }

    @Override
    public String toString() {
      return "SignInForm[redacted]";
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(showing(), posting());
  }

  private Route showing() {
    return Route.get(PAGE)
        .access(Access.ANYONE)
        .summary(Chapter.PAGES, "Open the page where one signs in")
        .parameters(ReturnTo.PARAMETER)
        .answersReady("A page.", "text/html")
        .answers(303, "Whoever is signed in goes on.")
        .handle(this::show);
  }

  private Route posting() {
    return Route.post(PAGE)
        .access(Access.ANYONE)
        .summary(Chapter.PAGES, "Sign in on that page")
        .description("Without a password, the page asks for it, whatever the address is.")
        .issuesSecrets()
        .limits(Limits.LOGIN)
        .form(SignInForm.class, SignInForm.EXAMPLE)
        .answersReady(200, "The page, asking for the password.", "text/html")
        .answers(303, "Signed in.")
        .answersReady(422, "The page again: address and password are not valid.", "text/html")
        .problems(Problem.INVALID_FIELDS, Problem.OVERLOADED)
        .handle(this::post);
  }

  private void show(Exchange exchange) {
    var returnTo = ReturnTo.page(exchange.query("return_to").orElse(null));
    if (exchange.identity() instanceof Identity.SignedIn) {
      exchange.redirect(site.path(returnTo));
    } else {
      var said = NEWS.asked(exchange, shell.texts(exchange));
      page.show(exchange, values("", returnTo, said, ""));
    }
  }

  private void post(Exchange exchange, SignInForm form) {
    var returnTo = ReturnTo.page(form.returnTo());
    if (form.hasPassword()) {
      signIn(exchange, form, returnTo);
    } else {
      page.show(exchange, values(form.email(), returnTo, "", ""));
    }
  }

  private void signIn(Exchange exchange, SignInForm form, String returnTo) {
    var command =
        new AuthenticateWithPassword.Command(
            form.email(), String.valueOf(form.password()), exchange.devices(), exchange.client());
    switch (authenticate.handle(command)) {
      case Outcome.SignedIn(var tokens) -> {
        TokenResponse.keep(exchange, tokens);
        exchange.redirect(site.path(returnTo));
      }
      case Outcome.Refused() -> {
        var fault = shell.texts(exchange).say("sign-in.refused");
        page.show(exchange, 422, values(form.email(), returnTo, "", fault));
      }
      case Outcome.Slowed(var pause) -> exchange.tooMany(pause);
    }
  }

  private static Map<String, String> values(
      String email, String returnTo, String said, String fault) {
    return Map.of("email", email, "returnTo", returnTo, "said", said, "fault", fault);
  }
}
