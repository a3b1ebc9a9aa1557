package dev.latchkey.adapter.http.passkey;

import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.routing.Told;
import dev.latchkey.adapter.http.routing.UuidText;
import dev.latchkey.adapter.http.token.TokenResponse;
import dev.latchkey.application.passkey.BeginPasskeyLogin;
import dev.latchkey.application.passkey.BeginReauthentication;
import dev.latchkey.application.passkey.FinishPasskeyLogin;
import dev.latchkey.application.passkey.PasskeyUseCases;
import dev.latchkey.domain.passkey.CeremonyId;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signing in with a passkey, and the options for showing one anew. */
public final class PasskeyLoginRoutes implements RouteGroup {
  private final BeginPasskeyLogin begin;
  private final FinishPasskeyLogin finish;
  private final BeginReauthentication beginReauthentication;
  private final CeremonyJson json = new CeremonyJson();

  public PasskeyLoginRoutes(PasskeyUseCases passkeys) {
    begin = passkeys.beginLogin();
    finish = passkeys.finishLogin();
    beginReauthentication = passkeys.beginReauthentication();
  }

  record AuthenticationOptionsRequest(
      @Told(value = "If it was typed: then only passkeys of its owner will do.", format = "email")
          @Nullable String email) {
    private static final AuthenticationOptionsRequest EXAMPLE =
        new AuthenticationOptionsRequest(Examples.EMAIL);
  }

  record AuthenticateRequest(
      @NotNull @Told(value = "As the options came with.", format = "uuid") String ceremonyId,
      @NotNull @Told("An AuthenticationResponseJSON, as toJSON() writes it.")
          Map<String, Object> credential) {
    private static final AuthenticateRequest EXAMPLE =
        new AuthenticateRequest(Examples.CEREMONY.toString(), Examples.SHOWN_PASSKEY);

    @Override
    public String toString() {
      return "AuthenticateRequest[redacted]";
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(beginning(), finishing(), beginningAnew());
  }

  private Route beginning() {
    return Route.post("/api/v1/auth/passkeys/authentication-options")
        .access(Access.ANYONE)
        .summary(Chapter.PASSKEY, "Begin to sign in")
        .description(
            "The options list no passkeys, whatever was typed: authenticators find ours by"
                + " themselves. They serve for a button and for conditional mediation.")
        .limits(Limits.PASSKEY_OPTIONS)
        .optionalBody(AuthenticationOptionsRequest.class, AuthenticationOptionsRequest.EXAMPLE)
        .answers(200, "Options for the browser.", CeremonyResponse.OF_SHOWING)
        .handle(this::begin);
  }

  private Route finishing() {
    return Route.post("/api/v1/auth/passkeys/authenticate")
        .access(Access.ANYONE)
        .summary(Chapter.PASSKEY, "Sign in")
        .description(
            "One answer for each ceremony, right or wrong. An expired ceremony, another user's"
                + " passkey, a disabled account and a wrong signature are answered alike."
                + " unknown_credential says that nobody at all has this passkey: the page may tell"
                + " that to whoever keeps it.")
        .issuesSecrets()
        .limits(Limits.PASSKEY_LOGIN)
        .body(AuthenticateRequest.class, AuthenticateRequest.EXAMPLE)
        .answers(200, "Signed in.", TokenResponse.EXAMPLE)
        .problems(Problem.INVALID_FIELDS, Problem.INVALID_CREDENTIALS, Problem.UNKNOWN_CREDENTIAL)
        .handle(this::finish);
  }

  private Route beginningAnew() {
    return Route.post("/api/v1/auth/reauthenticate/options")
        .access(Access.SIGNED_IN)
        .summary(Chapter.PASSKEY, "Begin to show again who is signed in")
        .description("The answer goes to reauthenticate, in the same session.")
        .limits(Limits.REAUTHENTICATION_OPTIONS)
        .answers(200, "Options for the browser.", CeremonyResponse.OF_SHOWING)
        .problems(Problem.NO_PASSKEY)
        .handle(this::beginAnew);
  }

  private void begin(Exchange exchange, @Nullable AuthenticationOptionsRequest request) {
    var email = request == null ? null : request.email();
    CeremonyResponse.send(exchange, json, begin.handle(new BeginPasskeyLogin.Command(email)));
  }

  private void finish(Exchange exchange, AuthenticateRequest request) {
    var outcome =
        UuidText.parse(request.ceremonyId())
            .map(CeremonyId::new)
            .map(
                ceremony ->
                    new FinishPasskeyLogin.Command(
                        ceremony,
                        json.text(request.credential()),
                        exchange.devices(),
                        exchange.client()))
            .map(finish::handle)
            .orElseGet(FinishPasskeyLogin.Outcome.Refused::new);
    switch (outcome) {
      case FinishPasskeyLogin.Outcome.SignedIn(var tokens) ->
          TokenResponse.send(exchange, 200, tokens);
      case FinishPasskeyLogin.Outcome.Refused() -> exchange.problem(Problem.INVALID_CREDENTIALS);
      case FinishPasskeyLogin.Outcome.UnknownCredential() ->
          exchange.problem(Problem.UNKNOWN_CREDENTIAL);
    }
  }

  private void beginAnew(Exchange exchange) {
    var command = new BeginReauthentication.Command(exchange.caller());
    switch (beginReauthentication.handle(command)) {
      case BeginReauthentication.Outcome.Started(var begun) ->
          CeremonyResponse.send(exchange, json, begun);
      case BeginReauthentication.Outcome.NoPasskey() -> exchange.problem(Problem.NO_PASSKEY);
    }
  }
}
