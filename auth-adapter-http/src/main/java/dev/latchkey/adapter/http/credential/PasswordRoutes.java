package dev.latchkey.adapter.http.credential;

import dev.latchkey.adapter.http.passkey.CeremonyJson;
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
import dev.latchkey.adapter.http.routing.UuidText;
import dev.latchkey.adapter.http.token.TokenResponse;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.application.credential.ChangePassword;
import dev.latchkey.application.credential.Reauthenticate;
import dev.latchkey.application.passkey.FinishReauthentication;
import dev.latchkey.application.passkey.PasskeyUseCases;
import dev.latchkey.domain.passkey.CeremonyId;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signing in with address and password, showing the password again, and setting another. */
public final class PasswordRoutes implements RouteGroup {
  private final AuthenticateWithPassword authenticate;
  private final Reauthenticate reauthenticate;
  private final ChangePassword changePassword;
  private final Optional<PasskeyUseCases> passkeys;
  private final CeremonyJson json = new CeremonyJson();

  public PasswordRoutes(AuthUseCases auth) {
    authenticate = auth.authenticateWithPassword();
    reauthenticate = auth.reauthenticate();
    changePassword = auth.changePassword();
    passkeys = auth.passkeys();
  }

  record LoginRequest(
      @NotNull @Told(value = "The address of the account.", format = "email") String email,
      @NotNull @Told(value = "Its password.", format = "password") String password) {
    private static final LoginRequest EXAMPLE = new LoginRequest(Examples.EMAIL, Examples.PASSWORD);

    @Override
    public String toString() {
      return "LoginRequest[redacted]";
    }
  }

  /** Either the password, or a passkey with its ceremony. */
  record ReauthenticateRequest(
      @Told(value = "The password of the account.", format = "password") @Nullable String password,
      @Told(value = "In place of the password: as the options came with.", format = "uuid")
          @Nullable String ceremonyId,
      @Told("In place of the password: an AuthenticationResponseJSON.")
          @Nullable Map<String, Object> credential) {
    private static final ReauthenticateRequest EXAMPLE =
        new ReauthenticateRequest(Examples.PASSWORD, null, null);

    @Override
    public String toString() {
      return "ReauthenticateRequest[redacted]";
    }
  }

  record ChangeRequest(
      @Told(value = "May be left out within a few minutes after a sign-in.", format = "password")
          @Nullable String currentPassword,
      @NotNull @Told(value = "The one from now on.", format = "password") String newPassword) {
    private static final ChangeRequest EXAMPLE =
        new ChangeRequest(Examples.PASSWORD, Examples.OTHER_PASSWORD);

    @Override
    public String toString() {
      return "ChangeRequest[redacted]";
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(loggingIn(), reauthenticating(), changing());
  }

  private Route loggingIn() {
    return Route.post("/api/v1/auth/login")
        .access(Access.ANYONE)
        .summary(Chapter.PASSWORD, "Sign in")
        .description(
            "An unknown address, an unverified or disabled account, too many attempts and a wrong"
                + " password are answered alike. After some wrong passwords the next attempts have"
                + " to wait, whether the address has an account or not. What comes back in"
                + " X-Device-Token, or in its cookie, is to be shown at the next sign-in: attempts"
                + " from a known device are counted apart from those of strangers.")
        .issuesSecrets()
        .limits(Limits.LOGIN)
        .body(LoginRequest.class, LoginRequest.EXAMPLE)
        .answers(200, "Signed in.", TokenResponse.EXAMPLE)
        .problems(Problem.INVALID_FIELDS, Problem.INVALID_CREDENTIALS, Problem.OVERLOADED)
        .handle(this::login);
  }

  private Route reauthenticating() {
    return Route.post("/api/v1/auth/reauthenticate")
        .access(Access.SIGNED_IN)
        .summary(Chapter.PASSWORD, "Show again who is signed in")
        .description(
            "With the password, or with a passkey if there are any. The session goes on with a new"
                + " pair, whose access token says that this was now, as what cannot be taken back"
                + " demands. The refresh token before is spent.")
        .issuesSecrets()
        .limits(Limits.REAUTHENTICATE)
        .body(ReauthenticateRequest.class, ReauthenticateRequest.EXAMPLE)
        .answers(200, "A new pair for the same session.", TokenResponse.EXAMPLE)
        .problems(Problem.INVALID_FIELDS, Problem.INVALID_CREDENTIALS, Problem.OVERLOADED)
        .handle(this::reauthenticate);
  }

  private Route changing() {
    return Route.post("/api/v1/auth/password-change")
        .access(Access.SIGNED_IN)
        .summary(Chapter.PASSWORD, "Set another password")
        .description(
            "Every session of the caller ends, this one too; the answer is the pair of a new one.")
        .issuesSecrets()
        .limits(Limits.CHANGE_PASSWORD)
        .body(ChangeRequest.class, ChangeRequest.EXAMPLE)
        .answers(200, "Changed; a pair for a new session.", TokenResponse.EXAMPLE)
        .problems(
            Problem.INVALID_FIELDS,
            Problem.INVALID_CREDENTIALS,
            Problem.REAUTHENTICATION_REQUIRED,
            Problem.OVERLOADED)
        .handle(this::change);
  }

  private void login(Exchange exchange, LoginRequest request) {
    var command =
        new AuthenticateWithPassword.Command(
            request.email(), request.password(), exchange.devices(), exchange.client());
    switch (authenticate.handle(command)) {
      case AuthenticateWithPassword.Outcome.SignedIn(var tokens) ->
          TokenResponse.send(exchange, 200, tokens);
      case AuthenticateWithPassword.Outcome.Refused() ->
          exchange.problem(Problem.INVALID_CREDENTIALS);
      case AuthenticateWithPassword.Outcome.Slowed(var pause) -> exchange.tooMany(pause);
    }
  }

  private void reauthenticate(Exchange exchange, ReauthenticateRequest request) {
    var password = request.password();
    var ceremony = request.ceremonyId();
    var credential = request.credential();
    if (password != null && ceremony == null && credential == null) {
      showPassword(exchange, password);
    } else if (password == null && ceremony != null && credential != null) {
      showPasskey(exchange, ceremony, credential);
    } else {
      exchange.invalid(
          List.of(
              password == null ? FieldError.required("password") : FieldError.invalid("password")));
    }
  }

  private void showPassword(Exchange exchange, String password) {
    var command =
        new Reauthenticate.Command(
            exchange.caller(), password, exchange.devices(), exchange.client());
    switch (reauthenticate.handle(command)) {
      case Reauthenticate.Outcome.Shown(var tokens) -> TokenResponse.send(exchange, 200, tokens);
      case Reauthenticate.Outcome.Refused() -> exchange.problem(Problem.INVALID_CREDENTIALS);
      case Reauthenticate.Outcome.Slowed(var pause) -> exchange.tooMany(pause);
    }
  }

  private void showPasskey(Exchange exchange, String ceremony, Map<String, Object> credential) {
    var outcome =
        UuidText.parse(ceremony)
            .map(CeremonyId::new)
            .flatMap(id -> passkeyShown(exchange, id, credential))
            .orElseGet(FinishReauthentication.Outcome.Refused::new);
    switch (outcome) {
      case FinishReauthentication.Outcome.Shown(var tokens) ->
          TokenResponse.send(exchange, 200, tokens);
      case FinishReauthentication.Outcome.Refused() ->
          exchange.problem(Problem.INVALID_CREDENTIALS);
    }
  }

  private Optional<FinishReauthentication.Outcome> passkeyShown(
      Exchange exchange, CeremonyId ceremony, Map<String, Object> credential) {
    var command =
        new FinishReauthentication.Command(
            exchange.caller(), ceremony, json.text(credential), exchange.client());
    return passkeys.map(known -> known.finishReauthentication().handle(command));
  }

  private void change(Exchange exchange, ChangeRequest request) {
    var command =
        new ChangePassword.Command(
            exchange.caller(),
            request.currentPassword(),
            request.newPassword(),
            exchange.devices(),
            exchange.client());
    switch (changePassword.handle(command)) {
      case ChangePassword.Outcome.Changed(var tokens) -> TokenResponse.send(exchange, 200, tokens);
      case ChangePassword.Outcome.PasswordRefused(var faults) ->
          exchange.invalid(PasswordErrors.of("new_password", faults).toList());
      case ChangePassword.Outcome.Refused() -> exchange.problem(Problem.INVALID_CREDENTIALS);
      case ChangePassword.Outcome.Slowed(var pause) -> exchange.tooMany(pause);
      case ChangePassword.Outcome.Stale(var maxAge) -> exchange.reauthenticate(maxAge);
    }
  }
}
