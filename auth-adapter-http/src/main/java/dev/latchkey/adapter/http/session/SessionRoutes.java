package dev.latchkey.adapter.http.session;

import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.AuthCookie;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.FieldError;
import dev.latchkey.adapter.http.routing.Identity;
import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.routing.Told;
import dev.latchkey.adapter.http.token.TokenResponse;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.session.EndSession;
import dev.latchkey.application.session.RenewSession;
import dev.latchkey.application.session.RenewSession.Outcome;
import dev.latchkey.application.session.ResolveSession.Caller;
import dev.latchkey.application.session.RevokeSessions;
import dev.latchkey.domain.session.SessionEvent.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Staying signed in, seeing as whom, and signing out: here, or everywhere. */
public final class SessionRoutes implements RouteGroup {
  private final RenewSession renewSession;
  private final EndSession endSession;
  private final RevokeSessions revokeSessions;

  public SessionRoutes(AuthUseCases auth) {
    renewSession = auth.renewSession();
    endSession = auth.endSession();
    revokeSessions = auth.revokeSessions();
  }

  /**
   * What to renew with.
   *
   * @param refreshToken may come in its cookie instead, and then without any body
   */
  record RefreshRequest(
      @Told("The newest one. May come in its cookie instead.") @Nullable String refreshToken) {
    private static final RefreshRequest EXAMPLE = new RefreshRequest(Examples.REFRESH_TOKEN);

    @Override
    public String toString() {
      return "RefreshRequest[redacted]";
    }
  }

  record LogoutRequest(
      @Told("Of the session to end. May come in its cookie instead.")
          @Nullable String refreshToken) {
    private static final LogoutRequest EXAMPLE = new LogoutRequest(Examples.REFRESH_TOKEN);

    @Override
    public String toString() {
      return "LogoutRequest[redacted]";
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(refreshing(), loggingOut(), loggingOutEverywhere(), seeingMyself());
  }

  private Route refreshing() {
    return Route.post("/api/v1/auth/refresh")
        .access(Access.ANYONE)
        .summary(Chapter.SESSION, "Renew the session")
        .description(
            "Each refresh token is good once. Within ten seconds a repetition gets the same"
                + " successor; after that it ends the session, for two have the token. With the"
                + " cookie no body is needed.")
        .issuesSecrets()
        .takes(AuthCookie.REFRESH)
        .limits(Limits.REFRESH)
        .optionalBody(RefreshRequest.class, RefreshRequest.EXAMPLE)
        .answers(200, "The next pair of tokens.", TokenResponse.EXAMPLE)
        .problems(Problem.INVALID_FIELDS, Problem.INVALID_GRANT)
        .handle(this::refresh);
  }

  private Route loggingOut() {
    // Either token will do, so the handler asks for the caller only where it needs one.
    return Route.post("/api/v1/auth/logout")
        .access(Access.ANYONE)
        .summary(Chapter.SESSION, "Sign out here")
        .description(
            "Either token will do: an access token that has run out must not keep anybody"
                + " signed in.")
        .takes(AuthCookie.ACCESS, AuthCookie.REFRESH)
        .limits(Limits.LOGOUT)
        .optionalBody(LogoutRequest.class, LogoutRequest.EXAMPLE)
        .answers(204, "The session has ended.")
        .problems(Problem.UNAUTHENTICATED, Problem.INVALID_TOKEN)
        .handle(this::logout);
  }

  private Route loggingOutEverywhere() {
    return Route.post("/api/v1/auth/logout-all")
        .access(Access.SIGNED_IN)
        .summary(Chapter.SESSION, "Sign out everywhere")
        .answers(204, "All sessions of the caller have ended, this one too.")
        .handle(this::logoutAll);
  }

  private Route seeingMyself() {
    return Route.get("/api/v1/auth/me")
        .access(Access.SIGNED_IN)
        .summary(Chapter.SESSION, "See who I am")
        .answers(200, "The caller, and how he came in.", MeResponse.EXAMPLE)
        .handle(this::me);
  }

  private void refresh(Exchange exchange, @Nullable RefreshRequest request) {
    var sent = request == null ? null : request.refreshToken();
    var presented = exchange.secret(sent, AuthCookie.REFRESH);
    if (presented.isPresent()) {
      renew(exchange, presented.get());
    } else if (request != null && !exchange.answersInCookies()) {
      exchange.invalid(List.of(FieldError.required("refresh_token")));
    } else {
      refuse(exchange);
    }
  }

  private void renew(Exchange exchange, String presented) {
    switch (renewSession.handle(new RenewSession.Command(presented, exchange.client()))) {
      case Outcome.Renewed(var tokens) -> TokenResponse.send(exchange, 200, tokens);
      case Outcome.Refused() -> refuse(exchange);
      case Outcome.ReuseDetected() -> refuse(exchange);
    }
  }

  private static void refuse(Exchange exchange) {
    exchange.clearCookies(AuthCookie.ACCESS, AuthCookie.REFRESH);
    exchange.problem(Problem.INVALID_GRANT);
  }

  private void logout(Exchange exchange, @Nullable LogoutRequest request) {
    var sent = request == null ? null : request.refreshToken();
    var presented = exchange.secret(sent, AuthCookie.REFRESH);
    presented.ifPresent(
        token ->
            endSession.handle(new EndSession.Command.ByRefreshToken(token, exchange.client())));
    // With both at hand, neither may stay: they need not be of one session.
    if (exchange.identity() instanceof Identity.SignedIn(var caller)) {
      end(exchange, caller);
    }
    // Only now: whoever is told to forget must not find the session alive after a failure.
    exchange.clearCookies(AuthCookie.SECRETS);
    if (presented.isEmpty()) {
      exchange.caller();
    }
    exchange.noContent();
  }

  private void end(Exchange exchange, Caller caller) {
    endSession.handle(
        new EndSession.Command.Current(
            caller.session().id(), caller.user().id(), exchange.client()));
  }

  private void logoutAll(Exchange exchange) {
    var user = exchange.caller().user().id();
    // A user who is gone has no sessions either.
    revokeSessions.handle(new RevokeSessions.Command(user, Reason.LOGOUT_ALL, exchange.client()));
    exchange.clearCookies(AuthCookie.SECRETS);
    exchange.noContent();
  }

  private void me(Exchange exchange) {
    exchange.json(200, MeResponse.of(exchange.caller()));
  }
}
