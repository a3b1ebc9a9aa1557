package dev.latchkey.adapter.http.credential;

import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.page.TokenPage;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.AccountKey;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.routing.Told;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.credential.RequestPasswordReset;
import dev.latchkey.application.credential.ResetPassword;
import dev.latchkey.application.credential.ResetPassword.Outcome;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;

/** Setting a new password by a token from a mail: for programs, and on a page of ours. */
public final class PasswordResetRoutes implements RouteGroup {
  private static final String PAGE = "/password/reset";

  private final RequestPasswordReset requestReset;
  private final ResetPassword resetPassword;
  private final TokenPage page;

  public PasswordResetRoutes(AuthUseCases auth, Shell shell) {
    requestReset = auth.requestPasswordReset();
    resetPassword = auth.resetPassword();
    page =
        new TokenPage(shell, new TokenPage.Kind("reset", PAGE, TokenPage.Asking.PASSWORD, false));
  }

  record ForgottenRequest(
      @NotNull @Told(value = "The address of the account.", format = "email") String email) {
    private static final ForgottenRequest EXAMPLE = new ForgottenRequest(Examples.EMAIL);

    @Override
    public String toString() {
      return "ForgottenRequest[redacted]";
    }
  }

  /**
   * The right to set a password, and the password; as JSON, or as the form of the page.
   *
   * @param token from the mail
   */
  record ResetRequest(
      @NotNull @Told("From the newest mail.") String token,
      @NotNull @Told(value = "256 characters at most.", format = "password") String password) {
    private static final ResetRequest EXAMPLE =
        new ResetRequest(Examples.RESET_TOKEN, Examples.PASSWORD);

    @Override
    public String toString() {
      return "ResetRequest[redacted]";
    }
  }

  /**
   * What comes of a token for an account that has no password.
   *
   * @param recoveryAt when the mail leaves that sets one
   */
  record RecoveryResponse(@Told("When the mail leaves that sets a password.") Instant recoveryAt) {
    private static final RecoveryResponse EXAMPLE = new RecoveryResponse(Examples.LATER);
  }

  @Override
  public List<Route> routes() {
    return List.of(forgetting(), completing(), showing(), posting());
  }

  private Route forgetting() {
    return Route.post("/api/v1/auth/password-reset")
        .access(Access.ANYONE)
        .summary(Chapter.PASSWORD, "Ask for a new password")
        .description(
            "A mail goes to the address: with a token if it has an account, with a notice if it has"
                + " none. The answer is the same, and tells neither. A newer request takes the"
                + " place of the one before, whose token is dead; those beyond five an hour for one"
                + " address change nothing.")
        .limits(Limits.RESET)
        .body(ForgottenRequest.class, ForgottenRequest.EXAMPLE)
        .about(request -> AccountKey.ofAddress(request.email()))
        .answers(202, "There will be a mail, if it can be.")
        .problems(Problem.INVALID_FIELDS)
        .handle(this::forget);
  }

  private Route completing() {
    return Route.post("/api/v1/auth/password-reset/complete")
        .access(Access.ANYONE)
        .summary(Chapter.PASSWORD, "Set a new password by the token of the mail")
        .description(
            "A token can be used once, for ten minutes, as long as neither the password nor anything"
                + " else about signing in has changed. Every session of the user ends, and nobody is"
                + " signed in. A password that is not taken costs nothing: the token still works."
                + " An account that has no password gets none so: its recovery begins, and the"
                + " mail that sets one comes later, with a token that is brought here too.")
        .limits(Limits.COMPLETE_RESET)
        .body(ResetRequest.class, ResetRequest.EXAMPLE)
        .answers(204, "The password is set.")
        .answers(202, "No password is set; a recovery has begun.", RecoveryResponse.EXAMPLE)
        .problems(Problem.INVALID_FIELDS, Problem.INVALID_RESET_TOKEN, Problem.OVERLOADED)
        .handle(this::complete);
  }

  /** A page, and nothing more: programs that follow the links of a mail change nothing. */
  private Route showing() {
    return Route.get(PAGE)
        .access(Access.ANYONE)
        .summary(Chapter.PASSWORD, "Open the page behind the link of the mail")
        .answersReady("A page.", "text/html")
        .handle(page::ask);
  }

  private Route posting() {
    return Route.post(PAGE)
        .access(Access.ANYONE)
        .summary(Chapter.PASSWORD, "Send the form of that page")
        .description("With and without JavaScript; from that page only.")
        .limits(Limits.COMPLETE_RESET)
        .form(ResetRequest.class, ResetRequest.EXAMPLE)
        .answersReady(200, "A page: the password is set, or will be later.", "text/html")
        .answersReady(400, "The page again: the token is not valid.", "text/html")
        .answersReady(422, "The page again: the password is not taken.", "text/html")
        .problems(Problem.INVALID_FIELDS, Problem.OVERLOADED)
        .handle(this::post);
  }

  /** The same answer for every address, and for what is none. */
  private void forget(Exchange exchange, ForgottenRequest request) {
    requestReset.handle(new RequestPasswordReset.Command(request.email(), exchange.client()));
    exchange.accepted();
  }

  private void complete(Exchange exchange, ResetRequest request) {
    switch (outcome(exchange, request)) {
      case Outcome.Reset() -> exchange.noContent();
      case Outcome.RecoveryBegun(var dueAt) -> exchange.json(202, new RecoveryResponse(dueAt));
      case Outcome.InvalidToken() -> exchange.problem(Problem.INVALID_RESET_TOKEN);
      case Outcome.PasswordRefused(var faults) ->
          exchange.invalid(PasswordErrors.of("password", faults).toList());
    }
  }

  private void post(Exchange exchange, ResetRequest request) {
    switch (outcome(exchange, request)) {
      case Outcome.Reset() -> page.tell(exchange, "reset.done");
      case Outcome.RecoveryBegun(var dueAt) -> tellOfRecovery(exchange, dueAt);
      case Outcome.InvalidToken() -> page.refuse(exchange);
      case Outcome.PasswordRefused(var faults) ->
          page.refuse(exchange, request.token(), page.texts(exchange).advice(faults));
    }
  }

  /** Whoever copies a token out of a mail may have copied the space around it. */
  private Outcome outcome(Exchange exchange, ResetRequest request) {
    return resetPassword.handle(
        new ResetPassword.Command(request.token().strip(), request.password(), exchange.client()));
  }

  /** No password was set, and when one can be. */
  private void tellOfRecovery(Exchange exchange, Instant dueAt) {
    var texts = page.texts(exchange);
    var when = texts.date("reset.date", dueAt);
    page.tell(exchange, List.of(texts.say("reset.recovering", "when", when)));
  }
}
