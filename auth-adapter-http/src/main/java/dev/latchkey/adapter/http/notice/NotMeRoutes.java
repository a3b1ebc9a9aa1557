package dev.latchkey.adapter.http.notice;

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
import dev.latchkey.application.notice.DisavowHappening;
import dev.latchkey.application.notice.DisavowHappening.Outcome;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * Saying that it was not oneself, by the token of a notice: for programs, and on a page of ours.
 */
public final class NotMeRoutes implements RouteGroup {
  private static final String PAGE = "/account/not-me";

  private final DisavowHappening disavowHappening;
  private final TokenPage page;

  public NotMeRoutes(DisavowHappening disavowHappening, Shell shell) {
    this.disavowHappening = disavowHappening;
    page = new TokenPage(shell, new TokenPage.Kind("not-me", PAGE, TokenPage.Asking.TOKEN, true));
  }

  /**
   * Whose word it is; as JSON, or as the form of the page.
   *
   * @param token from the mail
   */
  record NotMeRequest(@NotNull @Told("From the mail.") String token) {
    private static final NotMeRequest EXAMPLE = new NotMeRequest(Examples.NOT_ME_TOKEN);

    @Override
    public String toString() {
      return "NotMeRequest[redacted]";
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(saying(), showing(), posting());
  }

  private Route saying() {
    return Route.post("/api/v1/auth/not-me")
        .access(Access.ANYONE)
        .summary(Chapter.NOTICE, "Say that it was not me, by the token of a notice")
        .description(
            "Every session of the user ends, his password signs nobody in until another one is set,"
                + " and a mail with which he sets it goes to the mailbox of the notice. A token can"
                + " be used once, for seven days; other tokens about what happened since are dead"
                + " then.")
        .limits(Limits.NOT_ME)
        .body(NotMeRequest.class, NotMeRequest.EXAMPLE)
        .answers(204, "Everybody is out.")
        .problems(Problem.INVALID_FIELDS, Problem.INVALID_NOTICE_TOKEN)
        .handle(this::say);
  }

  /** A page, and nothing more: programs that follow the links of a mail change nothing. */
  private Route showing() {
    return Route.get(PAGE)
        .access(Access.ANYONE)
        .summary(Chapter.NOTICE, "Open the page behind the link of a notice")
        .answersReady("A page.", "text/html")
        .handle(page::ask);
  }

  private Route posting() {
    return Route.post(PAGE)
        .access(Access.ANYONE)
        .summary(Chapter.NOTICE, "Send the form of that page")
        .description("With and without JavaScript; from that page only.")
        .limits(Limits.NOT_ME)
        .form(NotMeRequest.class, NotMeRequest.EXAMPLE)
        .answersReady(200, "A page: everybody is out, and what comes next.", "text/html")
        .answersReady(400, "The page again: the token is not valid.", "text/html")
        .problems(Problem.INVALID_FIELDS)
        .handle(this::post);
  }

  private void say(Exchange exchange, NotMeRequest request) {
    switch (outcome(exchange, request)) {
      case Outcome.ShutOut(var recoveryMailed) -> exchange.noContent();
      case Outcome.InvalidToken() -> exchange.problem(Problem.INVALID_NOTICE_TOKEN);
    }
  }

  private void post(Exchange exchange, NotMeRequest request) {
    switch (outcome(exchange, request)) {
      case Outcome.ShutOut(var recoveryMailed) ->
          page.tell(
              exchange,
              "not-me.done",
              recoveryMailed ? "not-me.mailed" : "not-me.shut",
              "not-me.mailbox");
      case Outcome.InvalidToken() -> page.refuse(exchange);
    }
  }

  /** Whoever copies a token out of a mail may have copied the space around it. */
  private Outcome outcome(Exchange exchange, NotMeRequest request) {
    return disavowHappening.handle(
        new DisavowHappening.Command(request.token().strip(), exchange.client()));
  }
}
