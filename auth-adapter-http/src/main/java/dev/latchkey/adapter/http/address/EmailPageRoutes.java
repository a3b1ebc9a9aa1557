package dev.latchkey.adapter.http.address;

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
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.address.CompleteAddressChange;
import dev.latchkey.application.address.RequestAddressChange;
import dev.latchkey.application.session.CheckFreshness;
import dev.latchkey.application.session.ResolveSession.Caller;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * The pages on which somebody changes the address of his account: the new one, then the code that
 * proves it. The form is shown to whoever may send it, so that nothing is typed in vain.
 */
public final class EmailPageRoutes implements RouteGroup {
  private static final String PAGE = Room.EMAIL.path();
  private static final String CODE = PAGE + "/code";

  private final RequestAddressChange requestChange;
  private final CompleteAddressChange completeChange;
  private final CheckFreshness checkFreshness;
  private final Site site;
  private final EmailPages pages;

  public EmailPageRoutes(AuthUseCases auth, Shell shell) {
    requestChange = auth.requestAddressChange();
    completeChange = auth.completeAddressChange();
    checkFreshness = auth.checkFreshness();
    site = shell.site();
    pages = new EmailPages(shell);
  }

  record NewAddressForm(@NotNull String newEmail) {
    private static final NewAddressForm EXAMPLE = new NewAddressForm(Examples.OTHER_EMAIL);

    @Override
    public String toString() {
      return "NewAddressForm[redacted]";
    }
  }

  record AddressCodeForm(@NotNull String code) {
    private static final AddressCodeForm EXAMPLE = new AddressCodeForm(Examples.DIGITS);

    @Override
    public String toString() {
      return "AddressCodeForm[redacted]";
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(
        opening(PAGE, "Open the page of my address", this::show),
        requesting(),
        opening(CODE, "Open the page for the code of a new address", pages::askCode),
        completing());
  }

  private static Route opening(String path, String summary, Route.Handler handler) {
    return Route.get(path)
        .access(Access.SIGNED_IN)
        .summary(Chapter.PAGES, summary)
        .answersReady("A page.", "text/html")
        .answers(303, "Whoever is not signed in is led to where he can be.")
        .handle(handler);
  }

  private Route requesting() {
    return Route.post(PAGE)
        .access(Access.FRESHLY_SIGNED_IN)
        .summary(Chapter.PAGES, "Ask for another address on a page")
        .description("The answer is the same whether or not the address has an account.")
        .limits(Limits.CHANGE_ADDRESS)
        .form(NewAddressForm.class, NewAddressForm.EXAMPLE)
        .answers(303, "Leads to the page that takes the code, or to where one shows who one is.")
        .answersReady(422, "The page again: it can be no address, or is the same.", "text/html")
        .problems(Problem.INVALID_FIELDS)
        .handle(this::request);
  }

  private Route completing() {
    return Route.post(CODE)
        .access(Access.SIGNED_IN)
        .summary(Chapter.PAGES, "Prove a new address on a page")
        .limits(Limits.COMPLETE_ADDRESS_CHANGE)
        .form(AddressCodeForm.class, AddressCodeForm.EXAMPLE)
        .answers(303, "The account has the address; leads to the page that says so.")
        .answersReady(422, "The page again: the code is not valid, or too late.", "text/html")
        .problems(Problem.INVALID_FIELDS)
        .handle(this::complete);
  }

  private void show(Exchange exchange) {
    var caller = exchange.caller();
    if (requestChange.wantsBetterProof(caller)) {
      pages.sendToProve(exchange, "email.passkey", EmailPages.PROVE_BY_PASSKEY);
    } else if (isStale(caller)) {
      pages.sendToProve(exchange, "email.stale", EmailPages.PROVE);
    } else {
      pages.ask(exchange);
    }
  }

  private boolean isStale(Caller caller) {
    return checkFreshness.handle(new CheckFreshness.Command(caller.token()))
        instanceof CheckFreshness.Outcome.Stale;
  }

  private void request(Exchange exchange, NewAddressForm form) {
    var command =
        new RequestAddressChange.Command(exchange.caller(), form.newEmail(), exchange.client());
    switch (requestChange.handle(command)) {
      case RequestAddressChange.Outcome.Requested() -> exchange.redirect(site.path(CODE));
      case RequestAddressChange.Outcome.AddressRefused() ->
          pages.refuse(exchange, form.newEmail(), "email.refused");
      case RequestAddressChange.Outcome.ChangedMeanwhile() ->
          pages.refuse(exchange, form.newEmail(), "email.changed-meanwhile");
      case RequestAddressChange.Outcome.BetterProofWanted(var maxAge) ->
          exchange.redirect(site.path(EmailPages.PROVE_BY_PASSKEY));
    }
  }

  private void complete(Exchange exchange, AddressCodeForm form) {
    var command =
        new CompleteAddressChange.Command(exchange.caller(), form.code(), exchange.client());
    switch (completeChange.handle(command)) {
      case CompleteAddressChange.Outcome.Changed(var user) ->
          exchange.redirect(site.path(PAGE + "?said=changed"));
      case CompleteAddressChange.Outcome.Taken() -> pages.refuseCode(exchange, "email.taken");
      case CompleteAddressChange.Outcome.InvalidCode() ->
          pages.refuseCode(exchange, "email.code-invalid");
    }
  }
}
