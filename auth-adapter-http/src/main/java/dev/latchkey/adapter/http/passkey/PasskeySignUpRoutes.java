package dev.latchkey.adapter.http.passkey;

import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.AccountKey;
import dev.latchkey.adapter.http.routing.AuthCookie;
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
import dev.latchkey.application.passkey.BeginPasskeySignUp;
import dev.latchkey.application.passkey.FinishPasskeySignUp;
import dev.latchkey.application.passkey.PasskeyUseCases;
import dev.latchkey.domain.passkey.CeremonyId;
import dev.latchkey.domain.registration.RegistrationId;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Completing a registration with a passkey, and no password ever. */
public final class PasskeySignUpRoutes implements RouteGroup {
  private static final String PASSKEY = "/api/v1/auth/register/passkey";

  private final BeginPasskeySignUp begin;
  private final FinishPasskeySignUp finish;
  private final CeremonyJson json = new CeremonyJson();

  public PasskeySignUpRoutes(PasskeyUseCases passkeys) {
    begin = passkeys.beginSignUp();
    finish = passkeys.finishSignUp();
  }

  /**
   * Who wants options.
   *
   * @param continuation may come in its cookie instead
   */
  record SignUpOptionsRequest(
      @NotNull @Told(value = "As registering answered it.", format = "uuid") String registrationId,
      @Told("As verifying answered it. May come in its cookie instead.")
          @Nullable String continuation) {
    private static final SignUpOptionsRequest EXAMPLE =
        new SignUpOptionsRequest(Examples.REGISTRATION.toString(), Examples.CONTINUATION);

    @Override
    public String toString() {
      return "SignUpOptionsRequest[redacted]";
    }
  }

  /**
   * A first passkey.
   *
   * @param continuation may come in its cookie instead
   */
  record SignUpRequest(
      @NotNull @Told(value = "As registering answered it.", format = "uuid") String registrationId,
      @Told("As verifying answered it. May come in its cookie instead.")
          @Nullable String continuation,
      @NotNull @Told(value = "As the options came with.", format = "uuid") String ceremonyId,
      @NotNull @Told("A RegistrationResponseJSON, as toJSON() writes it.")
          Map<String, Object> credential,
      @Told("What the passkey is called; without one, what its authenticator is called.")
          @Nullable String name) {
    private static final SignUpRequest EXAMPLE =
        new SignUpRequest(
            Examples.REGISTRATION.toString(),
            Examples.CONTINUATION,
            Examples.CEREMONY.toString(),
            Examples.MADE_PASSKEY,
            "Laptop");

    @Override
    public String toString() {
      return "SignUpRequest[redacted]";
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(beginning(), finishing());
  }

  private Route beginning() {
    return Route.post(PASSKEY + "/options")
        .access(Access.ANYONE)
        .summary(Chapter.REGISTRATION, "Begin to complete with a passkey")
        .description("For registrations whose address is proven and that carried no password.")
        .issuesSecrets()
        .takes(AuthCookie.CONTINUATION)
        .limits(Limits.PASSKEY_SIGN_UP)
        .body(SignUpOptionsRequest.class, SignUpOptionsRequest.EXAMPLE)
        .about(request -> AccountKey.ofId(request.registrationId()))
        .answers(200, "Options for the browser.", CeremonyResponse.OF_CREATION)
        .problems(Problem.INVALID_FIELDS, Problem.INVALID_CONTINUATION, Problem.ALREADY_REGISTERED)
        .handle(this::begin);
  }

  private Route finishing() {
    return Route.post(PASSKEY)
        .access(Access.ANYONE)
        .summary(Chapter.REGISTRATION, "Complete with a passkey")
        .description(
            "Account, passkey and session are there together or not at all. When the passkey is"
                + " refused, the registration may go on with other options.")
        .issuesSecrets()
        .takes(AuthCookie.CONTINUATION)
        .limits(Limits.PASSKEY_SIGN_UP)
        .body(SignUpRequest.class, SignUpRequest.EXAMPLE)
        .about(request -> AccountKey.ofId(request.registrationId()))
        .answers(201, "The account is made, and signed in.", TokenResponse.EXAMPLE)
        .problems(
            Problem.INVALID_FIELDS,
            Problem.INVALID_CONTINUATION,
            Problem.INVALID_PASSKEY,
            Problem.ALREADY_REGISTERED,
            Problem.PASSKEY_TAKEN)
        .handle(this::finish);
  }

  private void begin(Exchange exchange, SignUpOptionsRequest request) {
    withContinuation(
        exchange,
        request.continuation(),
        continuation -> answer(exchange, begun(request, continuation)));
  }

  private BeginPasskeySignUp.Outcome begun(SignUpOptionsRequest request, String continuation) {
    return registration(request.registrationId())
        .map(id -> begin.handle(new BeginPasskeySignUp.Command(id, continuation)))
        .orElseGet(BeginPasskeySignUp.Outcome.InvalidContinuation::new);
  }

  private void answer(Exchange exchange, BeginPasskeySignUp.Outcome outcome) {
    switch (outcome) {
      case BeginPasskeySignUp.Outcome.Started(var begun) ->
          CeremonyResponse.send(exchange, json, begun);
      case BeginPasskeySignUp.Outcome.AlreadyRegistered() -> {
        exchange.clearCookies(AuthCookie.CONTINUATION);
        exchange.problem(Problem.ALREADY_REGISTERED);
      }
      case BeginPasskeySignUp.Outcome.InvalidContinuation() ->
          exchange.problem(Problem.INVALID_CONTINUATION);
    }
  }

  private void finish(Exchange exchange, SignUpRequest request) {
    withContinuation(
        exchange,
        request.continuation(),
        continuation -> answer(exchange, finished(exchange, request, continuation)));
  }

  private FinishPasskeySignUp.Outcome finished(
      Exchange exchange, SignUpRequest request, String continuation) {
    var id = registration(request.registrationId());
    var ceremony = UuidText.parse(request.ceremonyId()).map(CeremonyId::new);
    if (id.isEmpty()) {
      return new FinishPasskeySignUp.Outcome.InvalidContinuation();
    }
    return ceremony
        .map(
            known ->
                new FinishPasskeySignUp.Command(
                    id.get(),
                    continuation,
                    known,
                    json.text(request.credential()),
                    request.name(),
                    exchange.client()))
        .map(finish::handle)
        .orElseGet(FinishPasskeySignUp.Outcome.Refused::new);
  }

  private static void answer(Exchange exchange, FinishPasskeySignUp.Outcome outcome) {
    switch (outcome) {
      case FinishPasskeySignUp.Outcome.SignedIn(var tokens) -> {
        exchange.clearCookies(AuthCookie.CONTINUATION);
        TokenResponse.send(exchange, 201, tokens);
      }
      case FinishPasskeySignUp.Outcome.AlreadyRegistered() -> {
        exchange.clearCookies(AuthCookie.CONTINUATION);
        exchange.problem(Problem.ALREADY_REGISTERED);
      }
      case FinishPasskeySignUp.Outcome.InvalidContinuation() ->
          exchange.problem(Problem.INVALID_CONTINUATION);
      case FinishPasskeySignUp.Outcome.NameInvalid() ->
          exchange.invalid(List.of(FieldError.invalid("name")));
      case FinishPasskeySignUp.Outcome.Refused() -> exchange.problem(Problem.INVALID_PASSKEY);
      case FinishPasskeySignUp.Outcome.Taken() -> exchange.problem(Problem.PASSKEY_TAKEN);
    }
  }

  private static void withContinuation(
      Exchange exchange, @Nullable String sent, Consumer<String> work) {
    exchange
        .secret(sent, AuthCookie.CONTINUATION)
        .ifPresentOrElse(
            work, () -> exchange.invalid(List.of(FieldError.required("continuation"))));
  }

  private static Optional<RegistrationId> registration(String text) {
    Optional<UUID> id = UuidText.parse(text);
    return id.map(RegistrationId::new);
  }
}
