package dev.latchkey.adapter.http.credential;

import dev.latchkey.adapter.http.page.Page;
import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.page.Shell.Navigation;
import dev.latchkey.adapter.http.page.Site;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.AccountKey;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.credential.RequestPasswordReset;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page for whoever forgot his password. */
public final class ForgottenRoutes implements RouteGroup {
  private static final String PAGE = "/password/forgotten";
  private static final String SENT = "sent";

  private final RequestPasswordReset requestReset;
  private final Site site;
  private final Page page;

  public ForgottenRoutes(AuthUseCases auth, Shell shell) {
    requestReset = auth.requestPasswordReset();
    site = shell.site();
    page = shell.page(ForgottenRoutes.class, "forgotten.peb", Navigation.FOR_ANYONE);
  }

  record ForgottenForm(@NotNull String email) {
    private static final ForgottenForm EXAMPLE = new ForgottenForm(Examples.EMAIL);
  }

  @Override
  public List<Route> routes() {
    return List.of(showing(), posting());
  }

  private Route showing() {
    return Route.get(PAGE)
        .access(Access.ANYONE)
        .summary(Chapter.PAGES, "Open the page for a forgotten password")
        .answersReady("A page.", "text/html")
        .handle(this::show);
  }

  private Route posting() {
    return Route.post(PAGE)
        .access(Access.ANYONE)
        .summary(Chapter.PAGES, "Ask for a new password on that page")
        .description("The answer is the same whether or not the address has an account.")
        .limits(Limits.RESET)
        .form(ForgottenForm.class, ForgottenForm.EXAMPLE)
        .about(form -> AccountKey.ofAddress(form.email()))
        .answers(303, "There will be a mail, if it can be; leads to the page that says so.")
        .problems(Problem.INVALID_FIELDS)
        .handle(this::post);
  }

  private void show(Exchange exchange) {
    page.show(exchange, Map.of("sent", exchange.query("said").equals(Optional.of(SENT))));
  }

  private void post(Exchange exchange, ForgottenForm form) {
    requestReset.handle(new RequestPasswordReset.Command(form.email(), exchange.client()));
    exchange.redirect(site.path(PAGE + "?said=" + SENT));
  }
}
