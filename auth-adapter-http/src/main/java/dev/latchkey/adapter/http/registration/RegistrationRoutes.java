package dev.latchkey.adapter.http.registration;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.adapter.http.credential.PasswordErrors;
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
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.registration.CompleteRegistration;
import dev.latchkey.application.registration.ResendRegistrationCode;
import dev.latchkey.application.registration.StartRegistration;
import dev.latchkey.application.registration.VerifyRegistration;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.registration.RegistrationId;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Signing up: an address, the code that proves it, and a first way in. */
public final class RegistrationRoutes implements RouteGroup {
  private final StartRegistration start;
  private final VerifyRegistration verify;
  private final ResendRegistrationCode resend;
  private final CompleteRegistration complete;
  private final List<String> next;

  public RegistrationRoutes(AuthUseCases auth) {
    start = auth.startRegistration();
    verify = auth.verifyRegistration();
    resend = auth.resendRegistrationCode();
    complete = auth.completeRegistration();
    next = auth.passkeys().isPresent() ? List.of("passkey", "password") : List.of("password");
  }

  record RegisterRequest(
      @NotNull @Told(value = "Mail with a code goes there.", format = "email") String email,
      @Told(
              value = "256 characters at most. Without one, the first credential is set later.",
              format = "password")
          @Nullable String password,
      @Told("How the user is called.") @Nullable String name) {
    private static final RegisterRequest EXAMPLE =
        new RegisterRequest(Examples.EMAIL, Examples.PASSWORD, Examples.NAME);

    @Override
    public String toString() {
      return "RegisterRequest[redacted]";
    }
  }

  record RegisterResponse(
      @Told("Goes with the code from the mail.") UUID registrationId,
      @Told("When the registration is forgotten.") Instant expiresAt) {
    private static final RegisterResponse EXAMPLE =
        new RegisterResponse(Examples.REGISTRATION, Examples.THEN);
  }

  record VerifyRequest(
      @NotNull @Told(value = "As registering answered it.", format = "uuid") String registrationId,
      @NotNull @Told("The digits in the newest mail.") String code) {
    private static final VerifyRequest EXAMPLE =
        new VerifyRequest(Examples.REGISTRATION.toString(), Examples.DIGITS);

    @Override
    public String toString() {
      return "VerifyRequest[redacted]";
    }
  }

  /**
   * The address is proven; with the continuation one of the next steps may be taken.
   *
   * @param continuation left out when it goes in a cookie
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ContinueResponse(
      UUID registrationId,
      @Told("Proves that the address is proven. Left out when it goes in its cookie.")
          @Nullable String continuation,
      @Told("The ways to go on: passkey, password.") List<String> next) {
    private static final ContinueResponse EXAMPLE =
        new ContinueResponse(
            Examples.REGISTRATION, Examples.CONTINUATION, List.of("passkey", "password"));

    @Override
    public String toString() {
      return "ContinueResponse[redacted]";
    }
  }

  record ResendRequest(
      @NotNull @Told(value = "As registering answered it.", format = "uuid")
          String registrationId) {
    private static final ResendRequest EXAMPLE =
        new ResendRequest(Examples.REGISTRATION.toString());
  }

  /**
   * A first password.
   *
   * @param continuation may come in its cookie instead
   */
  record PasswordRequest(
      @NotNull @Told(value = "As registering answered it.", format = "uuid") String registrationId,
      @Told("As verifying answered it. May come in its cookie instead.")
          @Nullable String continuation,
      @NotNull @Told(value = "256 characters at most.", format = "password") String password) {
    private static final PasswordRequest EXAMPLE =
        new PasswordRequest(
            Examples.REGISTRATION.toString(), Examples.CONTINUATION, Examples.PASSWORD);

    @Override
    public String toString() {
      return "PasswordRequest[redacted]";
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(registering(), verifying(), resending(), completing());
  }

  private Route registering() {
    return Route.post("/api/v1/auth/register")
        .access(Access.ANYONE)
        .summary(Chapter.REGISTRATION, "Start a registration")
        .description(
            "A mail goes to the address: with a code if it is free, with a notice if it has an"
                + " account. The answer is the same, and tells neither.")
        .limits(Limits.REGISTER)
        .body(RegisterRequest.class, RegisterRequest.EXAMPLE)
        .about(request -> AccountKey.ofAddress(request.email()))
        .answers(202, "There will be a mail.", RegisterResponse.EXAMPLE)
        .problems(Problem.INVALID_FIELDS, Problem.OVERLOADED)
        .handle(this::register);
  }

  private Route verifying() {
    return Route.post("/api/v1/auth/verify-email")
        .access(Access.ANYONE)
        .summary(Chapter.REGISTRATION, "Prove the address")
        .description(
            "A code can be used once, for ten minutes at most, until it was answered wrongly five"
                + " times or a newer one was sent.")
        .issuesSecrets()
        .limits(Limits.VERIFY)
        .body(VerifyRequest.class, VerifyRequest.EXAMPLE)
        .about(request -> AccountKey.ofId(request.registrationId()))
        .answers(
            201,
            "The registration carried a password: the account is made, and signed in.",
            TokenResponse.EXAMPLE)
        .answers(
            200,
            "It carried none: the account is made with its first credential.",
            ContinueResponse.EXAMPLE)
        .problems(Problem.INVALID_FIELDS, Problem.INVALID_CODE, Problem.ALREADY_REGISTERED)
        .handle(this::verify);
  }

  private Route resending() {
    return Route.post("/api/v1/auth/resend-verification")
        .access(Access.ANYONE)
        .summary(Chapter.REGISTRATION, "Ask for another code")
        .description("One mail a minute at most; a newer code replaces the older ones.")
        .limits(Limits.RESEND)
        .body(ResendRequest.class, ResendRequest.EXAMPLE)
        .about(request -> AccountKey.ofId(request.registrationId()))
        .answers(202, "There will be a mail, if there is something to verify.")
        .problems(Problem.INVALID_FIELDS)
        .handle(this::resend);
  }

  private Route completing() {
    return Route.post("/api/v1/auth/register/password")
        .access(Access.ANYONE)
        .summary(Chapter.REGISTRATION, "Complete with a password")
        .description("For registrations whose address is proven and that carried no password.")
        .issuesSecrets()
        .takes(AuthCookie.CONTINUATION)
        .limits(Limits.COMPLETE_REGISTRATION)
        .body(PasswordRequest.class, PasswordRequest.EXAMPLE)
        .about(request -> AccountKey.ofId(request.registrationId()))
        .answers(201, "The account is made, and signed in.", TokenResponse.EXAMPLE)
        .problems(
            Problem.INVALID_FIELDS,
            Problem.INVALID_CONTINUATION,
            Problem.ALREADY_REGISTERED,
            Problem.OVERLOADED)
        .handle(this::complete);
  }

  private void register(Exchange exchange, RegisterRequest request) {
    var command =
        new StartRegistration.Command(
            request.email(), request.password(), request.name(), exchange.client());
    switch (start.handle(command)) {
      case StartRegistration.Outcome.Started(var id, var expiresAt) ->
          exchange.json(202, new RegisterResponse(id.value(), expiresAt));
      case StartRegistration.Outcome.Refused(var faults, var ofPassword) ->
          exchange.invalid(
              Stream.concat(
                      faults.stream().sorted().map(RegistrationRoutes::error),
                      PasswordErrors.of("password", ofPassword))
                  .toList());
    }
  }

  private static FieldError error(StartRegistration.Fault fault) {
    return switch (fault) {
      case EMAIL_INVALID -> FieldError.invalid("email");
      case NAME_INVALID -> FieldError.invalid("name");
    };
  }

  private void verify(Exchange exchange, VerifyRequest request) {
    id(request.registrationId())
        .map(id -> new VerifyRegistration.Command(id, request.code(), exchange.client()))
        .map(verify::handle)
        .ifPresentOrElse(
            outcome -> answer(exchange, outcome), () -> exchange.problem(Problem.INVALID_CODE));
  }

  private void answer(Exchange exchange, VerifyRegistration.Outcome outcome) {
    switch (outcome) {
      case VerifyRegistration.Outcome.SignedIn(var tokens) ->
          TokenResponse.send(exchange, 201, tokens);
      case VerifyRegistration.Outcome.Continue(var id, var continuation, var life) ->
          handOver(exchange, id, continuation, life);
      case VerifyRegistration.Outcome.AlreadyRegistered() ->
          exchange.problem(Problem.ALREADY_REGISTERED);
      case VerifyRegistration.Outcome.InvalidCode() -> exchange.problem(Problem.INVALID_CODE);
    }
  }

  private void handOver(
      Exchange exchange, RegistrationId id, SecretToken continuation, Duration life) {
    var inCookies = exchange.answersInCookies();
    if (inCookies) {
      exchange.setCookie(AuthCookie.CONTINUATION, continuation.reveal(), life);
    }
    var inBody = inCookies ? null : continuation.reveal();
    exchange.json(200, new ContinueResponse(id.value(), inBody, next));
  }

  /** The same answer for every registration, and for what is none. */
  private void resend(Exchange exchange, ResendRequest request) {
    id(request.registrationId())
        .map(id -> new ResendRegistrationCode.Command(id, exchange.client()))
        .ifPresent(resend::handle);
    exchange.accepted();
  }

  private void complete(Exchange exchange, PasswordRequest request) {
    exchange
        .secret(request.continuation(), AuthCookie.CONTINUATION)
        .ifPresentOrElse(
            continuation -> answer(exchange, completed(exchange, request, continuation)),
            () -> exchange.invalid(List.of(FieldError.required("continuation"))));
  }

  private CompleteRegistration.Outcome completed(
      Exchange exchange, PasswordRequest request, String continuation) {
    return id(request.registrationId())
        .map(
            id ->
                new CompleteRegistration.Command(
                    id, continuation, request.password(), exchange.client()))
        .map(complete::handle)
        .orElseGet(CompleteRegistration.Outcome.InvalidContinuation::new);
  }

  private static void answer(Exchange exchange, CompleteRegistration.Outcome outcome) {
    switch (outcome) {
      case CompleteRegistration.Outcome.SignedIn(var tokens) -> {
        exchange.clearCookies(AuthCookie.CONTINUATION);
        TokenResponse.send(exchange, 201, tokens);
      }
      case CompleteRegistration.Outcome.AlreadyRegistered() -> {
        exchange.clearCookies(AuthCookie.CONTINUATION);
        exchange.problem(Problem.ALREADY_REGISTERED);
      }
      case CompleteRegistration.Outcome.InvalidContinuation() ->
          exchange.problem(Problem.INVALID_CONTINUATION);
      case CompleteRegistration.Outcome.PasswordRefused(var faults) ->
          exchange.invalid(PasswordErrors.of("password", faults).toList());
    }
  }

  private static Optional<RegistrationId> id(String text) {
    return UuidText.parse(text).map(RegistrationId::new);
  }
}
