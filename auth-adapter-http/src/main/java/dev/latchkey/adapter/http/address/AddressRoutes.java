package dev.latchkey.adapter.http.address;

import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.page.TokenPage;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.FieldError;
import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.routing.Told;
import dev.latchkey.adapter.http.user.UserResponse;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.address.CompleteAddressChange;
import dev.latchkey.application.address.RequestAddressChange;
import dev.latchkey.application.address.UndoAddressChange;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** Another address for an account: asking for it, proving it, and undoing that. */
public final class AddressRoutes implements RouteGroup {
  private static final String CHANGE = "/api/v1/users/email-change";
  private static final String PAGE = "/account/address";

  private final RequestAddressChange requestChange;
  private final CompleteAddressChange completeChange;
  private final UndoAddressChange undoChange;
  private final TokenPage page;

  public AddressRoutes(AuthUseCases auth, Shell shell) {
    requestChange = auth.requestAddressChange();
    completeChange = auth.completeAddressChange();
    undoChange = auth.undoAddressChange();
    page = new TokenPage(shell, TokenPage.Kind.of("address", PAGE));
  }

  record AddressRequest(
      @NotNull @Told(value = "The address that the account is to have.", format = "email")
          String newEmail) {
    private static final AddressRequest EXAMPLE = new AddressRequest(Examples.OTHER_EMAIL);

    @Override
    public String toString() {
      return "AddressRequest[redacted]";
    }
  }

  record AddressProofRequest(
      @NotNull @Told("From the mail to the new address. Blanks and hyphens are forgiven.")
          String code) {
    private static final AddressProofRequest EXAMPLE = new AddressProofRequest(Examples.DIGITS);

    @Override
    public String toString() {
      return "AddressProofRequest[redacted]";
    }
  }

  /**
   * By what right a change is undone; as JSON, or as the form of the page.
   *
   * @param token from the mail
   */
  record AddressUndoRequest(@NotNull @Told("From the mail to the address before.") String token) {
    private static final AddressUndoRequest EXAMPLE = new AddressUndoRequest(Examples.UNDO_TOKEN);

    @Override
    public String toString() {
      return "AddressUndoRequest[redacted]";
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(requesting(), completing(), undoing(), showing(), posting());
  }

  private Route requesting() {
    return Route.post(CHANGE)
        .access(Access.FRESHLY_SIGNED_IN)
        .summary(Chapter.ADDRESS, "Ask for another address")
        .description(
            "A code goes to the new address; if that is taken, its owner gets a notice instead. The"
                + " answer is the same, and tells neither. The address of the account is told at"
                + " once. A newer request takes the place of the one before, whose code is dead.")
        .limits(Limits.CHANGE_ADDRESS)
        .body(AddressRequest.class, AddressRequest.EXAMPLE)
        .answers(202, "There will be mails, if they can be.")
        .problems(Problem.INVALID_FIELDS)
        .handle(this::request);
  }

  private Route completing() {
    return Route.post(CHANGE + "/complete")
        .access(Access.SIGNED_IN)
        .summary(Chapter.ADDRESS, "Prove the new address by the code of the mail")
        .description(
            "The account has the new address from then on. This session goes on and all others end."
                + " The address before gets a mail that undoes the change; it is kept for so long."
                + " A code dies after five wrong answers, ten minutes after it was sent, when"
                + " another address is asked for, and when the password or anything else about"
                + " signing in changes.")
        .limits(Limits.COMPLETE_ADDRESS_CHANGE)
        .body(AddressProofRequest.class, AddressProofRequest.EXAMPLE)
        .answers(200, "The user, with the new address.", UserResponse.EXAMPLE)
        .problems(Problem.INVALID_FIELDS, Problem.INVALID_CODE, Problem.ALREADY_REGISTERED)
        .handle(this::complete);
  }

  private Route undoing() {
    return Route.post(CHANGE + "/undo")
        .access(Access.ANYONE)
        .summary(Chapter.ADDRESS, "Take the address before back, by the token of the mail")
        .description("Everybody who is signed in to the account is signed out.")
        .limits(Limits.UNDO_ADDRESS_CHANGE)
        .body(AddressUndoRequest.class, AddressUndoRequest.EXAMPLE)
        .answers(204, "The account has the address before again.")
        .problems(Problem.INVALID_FIELDS, Problem.INVALID_UNDO_TOKEN)
        .handle(this::undo);
  }

  /** A page, and nothing more: programs that follow the links of a mail change nothing. */
  private Route showing() {
    return Route.get(PAGE)
        .access(Access.ANYONE)
        .summary(Chapter.ADDRESS, "Open the page behind the link of the mail")
        .answersReady("A page.", "text/html")
        .handle(page::ask);
  }

  private Route posting() {
    return Route.post(PAGE)
        .access(Access.ANYONE)
        .summary(Chapter.ADDRESS, "Send the form of that page")
        .description("With and without JavaScript; from that page only.")
        .limits(Limits.UNDO_ADDRESS_CHANGE)
        .form(AddressUndoRequest.class, AddressUndoRequest.EXAMPLE)
        .answersReady(200, "A page: the change is undone.", "text/html")
        .answersReady(400, "The page again: the token is not valid.", "text/html")
        .problems(Problem.INVALID_FIELDS)
        .handle(this::post);
  }

  private void request(Exchange exchange, AddressRequest request) {
    var command =
        new RequestAddressChange.Command(exchange.caller(), request.newEmail(), exchange.client());
    switch (requestChange.handle(command)) {
      case RequestAddressChange.Outcome.Requested() -> exchange.accepted();
      case RequestAddressChange.Outcome.AddressRefused() ->
          exchange.invalid(List.of(FieldError.invalid("new_email")));
      case RequestAddressChange.Outcome.BetterProofWanted(var maxAge) ->
          exchange.reauthenticate(maxAge);
      case RequestAddressChange.Outcome.ChangedMeanwhile() ->
          exchange.problem(Problem.INVALID_TOKEN);
    }
  }

  private void complete(Exchange exchange, AddressProofRequest request) {
    var command =
        new CompleteAddressChange.Command(exchange.caller(), request.code(), exchange.client());
    switch (completeChange.handle(command)) {
      case CompleteAddressChange.Outcome.Changed(var user) ->
          exchange.json(200, UserResponse.of(user));
      case CompleteAddressChange.Outcome.Taken() -> exchange.problem(Problem.ALREADY_REGISTERED);
      case CompleteAddressChange.Outcome.InvalidCode() -> exchange.problem(Problem.INVALID_CODE);
    }
  }

  private void undo(Exchange exchange, AddressUndoRequest request) {
    if (isUndone(exchange, request)) {
      exchange.noContent();
    } else {
      exchange.problem(Problem.INVALID_UNDO_TOKEN);
    }
  }

  private void post(Exchange exchange, AddressUndoRequest request) {
    if (isUndone(exchange, request)) {
      page.tell(exchange, "address.done");
    } else {
      page.refuse(exchange);
    }
  }

  /** Whoever copies a token out of a mail may have copied the space around it. */
  private boolean isUndone(Exchange exchange, AddressUndoRequest request) {
    return undoChange.handle(
        new UndoAddressChange.Command(request.token().strip(), exchange.client()));
  }
}
