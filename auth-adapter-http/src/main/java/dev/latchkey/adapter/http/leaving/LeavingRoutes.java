package dev.latchkey.adapter.http.leaving;

import dev.latchkey.adapter.http.page.Shell;
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
import dev.latchkey.application.leaving.ExportPersonalData;
import dev.latchkey.application.leaving.RequestDeletion;
import dev.latchkey.application.leaving.UndoDeletion;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Being deleted, thinking better of it, and taking along what we know. */
public final class LeavingRoutes implements RouteGroup {
  private static final String DELETION = "/api/v1/users/deletion";
  private static final String PAGE = "/account/keep";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

  private final RequestDeletion requestDeletion;
  private final UndoDeletion undoDeletion;
  private final ExportPersonalData exportPersonalData;
  private final TokenPage page;

  public LeavingRoutes(AuthUseCases auth, Shell shell) {
    requestDeletion = auth.requestDeletion();
    undoDeletion = auth.undoDeletion();
    exportPersonalData = auth.exportPersonalData();
    page = new TokenPage(shell, TokenPage.Kind.of("keep", PAGE));
  }

  record DeletionResponse(Instant deleteAt) {
    private static final DeletionResponse EXAMPLE = new DeletionResponse(Examples.LATER);
  }

  /**
   * By what right a deletion is undone; as JSON, or as the form of the page.
   *
   * @param token from the mail
   */
  record UndoRequest(@Told("From the mail.") @NotNull String token) {
    private static final UndoRequest EXAMPLE = new UndoRequest(Examples.UNDO_TOKEN);

    @Override
    public String toString() {
      return "UndoRequest[redacted]";
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(
        requestRoute(), withdrawRoute(), undoRoute(), exportRoute(), showing(), posting());
  }

  private Route requestRoute() {
    return Route.post(DELETION)
        .access(Access.FRESHLY_SIGNED_IN)
        .summary(Chapter.LEAVING, "Have my account deleted")
        .description(
            "After a while in which all goes on, and in which a link in a mail, or signing in, can"
                + " undo it. Asking again changes nothing.")
        .limits(Limits.DELETE_ACCOUNT)
        .answers(202, "It will be deleted then.", DeletionResponse.EXAMPLE)
        .handle(this::request);
  }

  private Route withdrawRoute() {
    return Route.delete(DELETION)
        .access(Access.SIGNED_IN)
        .summary(Chapter.LEAVING, "Keep my account")
        .answers(204, "It will not be deleted, whether it was going to be or not.")
        .handle(this::withdraw);
  }

  private Route undoRoute() {
    return Route.post(DELETION + "/undo")
        .access(Access.ANYONE)
        .summary(Chapter.LEAVING, "Keep an account, by the token of the mail")
        .limits(Limits.UNDO_DELETION)
        .body(UndoRequest.class, UndoRequest.EXAMPLE)
        .answers(204, "The account stays.")
        .problems(Problem.INVALID_FIELDS, Problem.INVALID_UNDO_TOKEN)
        .handle(this::undo);
  }

  private Route exportRoute() {
    return Route.get("/api/v1/users/export")
        .access(Access.FRESHLY_SIGNED_IN)
        .summary(Chapter.LEAVING, "Get everything that is stored about me")
        .description(
            "A file, written while it is sent. Without `complete` at its end it broke off.")
        .limits(Limits.EXPORT)
        .answers(200, "All of it.", ExportResponse.EXAMPLE)
        .handle(this::export);
  }

  /** A page, and nothing more: programs that follow the links of a mail change nothing. */
  private Route showing() {
    return Route.get(PAGE)
        .access(Access.ANYONE)
        .summary(Chapter.LEAVING, "Open the page behind the link of the mail")
        .answersReady("A page.", "text/html")
        .handle(page::ask);
  }

  private Route posting() {
    return Route.post(PAGE)
        .access(Access.ANYONE)
        .summary(Chapter.LEAVING, "Send the form of that page")
        .description("With and without JavaScript; from that page only.")
        .limits(Limits.UNDO_DELETION)
        .form(UndoRequest.class, UndoRequest.EXAMPLE)
        .answersReady(200, "A page: the account stays.", "text/html")
        .answersReady(400, "The page again: the token is not valid.", "text/html")
        .problems(Problem.INVALID_FIELDS)
        .handle(this::post);
  }

  private void request(Exchange exchange) {
    var user = exchange.caller().user().id();
    switch (requestDeletion.handle(new RequestDeletion.Command(user, exchange.client()))) {
      case RequestDeletion.Outcome.Pending(var deleteAt) ->
          exchange.json(202, new DeletionResponse(deleteAt));
      case RequestDeletion.Outcome.UnknownUser() -> exchange.problem(Problem.INVALID_TOKEN);
    }
  }

  private void withdraw(Exchange exchange) {
    var user = exchange.caller().user().id();
    // Nothing to withdraw is as well: the account stays either way.
    undoDeletion.handle(new UndoDeletion.Command.BySignedIn(user, exchange.client()));
    exchange.noContent();
  }

  private void undo(Exchange exchange, UndoRequest request) {
    if (isUndone(exchange, request.token())) {
      exchange.noContent();
    } else {
      exchange.problem(Problem.INVALID_UNDO_TOKEN);
    }
  }

  /** Whoever copies a token out of a mail may have copied the space around it. */
  private void post(Exchange exchange, UndoRequest request) {
    if (isUndone(exchange, request.token().strip())) {
      page.tell(exchange, "keep.done");
    } else {
      page.refuse(exchange);
    }
  }

  private boolean isUndone(Exchange exchange, String token) {
    return undoDeletion.handle(new UndoDeletion.Command.ByMail(token, exchange.client()));
  }

  private void export(Exchange exchange) {
    var user = exchange.caller().user().id();
    switch (exportPersonalData.handle(new ExportPersonalData.Command(user, exchange.client()))) {
      case ExportPersonalData.Outcome.Ready(var export) ->
          exchange.download(
              "personal-data-" + DAY.format(export.at()) + ".json", new ExportDocument(export));
      case ExportPersonalData.Outcome.UnknownUser() -> exchange.problem(Problem.INVALID_TOKEN);
    }
  }
}
