package dev.latchkey.adapter.http.recovery;

import dev.latchkey.adapter.http.page.ReturnTo;
import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.page.Site;
import dev.latchkey.adapter.http.page.TokenPage;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.routing.Told;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.recovery.CancelRecovery;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** Objecting to the recovery of an account that has no password. */
public final class RecoveryRoutes implements RouteGroup {
  private static final String PAGE = "/account/recovery";

  private final CancelRecovery cancelRecovery;
  private final TokenPage page;
  private final Site site;

  public RecoveryRoutes(AuthUseCases auth, Shell shell) {
    cancelRecovery = auth.cancelRecovery();
    page = new TokenPage(shell, TokenPage.Kind.of("recovery", PAGE));
    site = shell.site();
  }

  /**
   * By what right a recovery is cancelled; as JSON, or as the form of the page.
   *
   * @param token from the mail
   */
  record RecoveryCancelRequest(@NotNull @Told("From the mail that told of it.") String token) {
    private static final RecoveryCancelRequest EXAMPLE =
        new RecoveryCancelRequest(Examples.UNDO_TOKEN);

    @Override
    public String toString() {
      return "RecoveryCancelRequest[redacted]";
    }
  }

  /**
   * The button on the page of the account.
   *
   * @param stop pressed
   */
  record RecoveryStopForm(@NotNull String stop) {
    private static final RecoveryStopForm EXAMPLE = new RecoveryStopForm("yes");
  }

  @Override
  public List<Route> routes() {
    return List.of(stopping(), stoppingOnPage(), cancelling(), showing(), posting());
  }

  private Route stopping() {
    return Route.delete("/api/v1/users/recovery")
        .access(Access.FRESHLY_SIGNED_IN)
        .summary(Chapter.PASSWORD, "Cancel the recovery of my account")
        .description(
            "Without the mail that told of it. The profile has when it would be due. The user gets a"
                + " notice.")
        .limits(Limits.CANCEL_RECOVERY)
        .answers(204, "No recovery is under way, whether there was one or not.")
        .handle(this::stop);
  }

  private Route stoppingOnPage() {
    return Route.post(PAGE + "/stop")
        .access(Access.FRESHLY_SIGNED_IN)
        .summary(Chapter.PAGES, "Cancel the recovery of my account on a page")
        .limits(Limits.CANCEL_RECOVERY)
        .form(RecoveryStopForm.class, RecoveryStopForm.EXAMPLE)
        .answers(303, "No recovery is under way, whether there was one or not.")
        .problems(Problem.INVALID_FIELDS)
        .handle(this::stopOnPage);
  }

  private Route cancelling() {
    return Route.post("/api/v1/auth/recovery/cancel")
        .access(Access.ANYONE)
        .summary(Chapter.PASSWORD, "Cancel a recovery by the token of its mail")
        .description(
            "A recovery begins where the token of a lost password is brought for an account that"
                + " has none. Until it has set a password it can be cancelled.")
        .limits(Limits.CANCEL_RECOVERY)
        .body(RecoveryCancelRequest.class, RecoveryCancelRequest.EXAMPLE)
        .answers(204, "It sets no password any more.")
        .problems(Problem.INVALID_FIELDS, Problem.INVALID_UNDO_TOKEN)
        .handle(this::cancel);
  }

  /** A page, and nothing more: programs that follow the links of a mail change nothing. */
  private Route showing() {
    return Route.get(PAGE)
        .access(Access.ANYONE)
        .summary(Chapter.PASSWORD, "Open the page that cancels a recovery")
        .answersReady("A page.", "text/html")
        .handle(page::ask);
  }

  private Route posting() {
    return Route.post(PAGE)
        .access(Access.ANYONE)
        .summary(Chapter.PASSWORD, "Send the form of the page that cancels a recovery")
        .description("With and without JavaScript; from that page only.")
        .limits(Limits.CANCEL_RECOVERY)
        .form(RecoveryCancelRequest.class, RecoveryCancelRequest.EXAMPLE)
        .answersReady(200, "A page: the recovery is cancelled.", "text/html")
        .answersReady(400, "The page again: the token is not valid.", "text/html")
        .problems(Problem.INVALID_FIELDS)
        .handle(this::post);
  }

  private void stop(Exchange exchange) {
    stopOwn(exchange);
    exchange.noContent();
  }

  private void stopOnPage(Exchange exchange, RecoveryStopForm form) {
    stopOwn(exchange);
    exchange.redirect(site.path(ReturnTo.ACCOUNT + "?said=recovery-stopped"));
  }

  private void stopOwn(Exchange exchange) {
    var user = exchange.caller().user().id();
    cancelRecovery.handle(new CancelRecovery.Command.BySignedIn(user, exchange.client()));
  }

  private void cancel(Exchange exchange, RecoveryCancelRequest request) {
    if (isCancelled(exchange, request)) {
      exchange.noContent();
    } else {
      exchange.problem(Problem.INVALID_UNDO_TOKEN);
    }
  }

  private void post(Exchange exchange, RecoveryCancelRequest request) {
    if (isCancelled(exchange, request)) {
      page.tell(exchange, "recovery.done");
    } else {
      page.refuse(exchange);
    }
  }

  /** Whoever copies a token out of a mail may have copied the space around it. */
  private boolean isCancelled(Exchange exchange, RecoveryCancelRequest request) {
    return cancelRecovery.handle(
        new CancelRecovery.Command.ByMail(request.token().strip(), exchange.client()));
  }
}
