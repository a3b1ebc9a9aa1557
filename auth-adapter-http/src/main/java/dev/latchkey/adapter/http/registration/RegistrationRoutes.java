package dev.latchkey.adapter.http.registration;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.AuthCookie;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.FieldError;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.routing.UuidText;
import dev.latchkey.adapter.http.token.TokenResponse;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.registration.CompleteRegistration;
import dev.latchkey.application.registration.ResendRegistrationCode;
import dev.latchkey.application.registration.StartRegistration;
import dev.latchkey.application.registration.VerifyRegistration;
import dev.latchkey.domain.credential.PasswordPolicy;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.registration.RegistrationId;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signing up: an address, the code that proves it, and a first way in. */
public final class RegistrationRoutes implements RouteGroup {
  private final StartRegistration start;
  private final VerifyRegistration verify;
  private final ResendRegistrationCode resend;
  private final CompleteRegistration complete;

  public RegistrationRoutes(AuthUseCases auth) {
    start = auth.startRegistration();
    verify = auth.verifyRegistration();
    resend = auth.resendRegistrationCode();
    complete = auth.completeRegistration();
  }

  record RegisterRequest(@NotNull String email, @Nullable String password, @Nullable String name) {
    @Override
    public String toString() {
      return "RegisterRequest[redacted]";
    }
  }

  record RegisterResponse(UUID registrationId, Instant expiresAt) {}

  record VerifyRequest(@NotNull String registrationId, @NotNull String code) {
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
  record ContinueResponse(UUID registrationId, @Nullable String continuation, List<String> next) {
    @Override
    public String toString() {
      return "ContinueResponse[redacted]";
    }
  }

  record ResendRequest(@NotNull String registrationId) {}

  /**
   * A first password.
   *
   * @param continuation may come in its cookie instead
   */
  record PasswordRequest(
      @NotNull String registrationId, @Nullable String continuation, @NotNull String password) {
    @Override
    public String toString() {
      return "PasswordRequest[redacted]";
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/api/v1/auth/register")
            .access(Access.ANYONE)
            .body(RegisterRequest.class)
            .answers(202, RegisterResponse.class)
            .problems(Problem.INVALID_FIELDS, Problem.OVERLOADED)
            .handle(this::register),
        Route.post("/api/v1/auth/verify-email")
            .access(Access.ANYONE)
            .issuesSecrets()
            .body(VerifyRequest.class)
            .answers(201, TokenResponse.class)
            .answers(200, ContinueResponse.class)
            .problems(Problem.INVALID_FIELDS, Problem.INVALID_CODE, Problem.ALREADY_REGISTERED)
            .handle(this::verify),
        Route.post("/api/v1/auth/resend-verification")
            .access(Access.ANYONE)
            .body(ResendRequest.class)
            .answers(202)
            .problems(Problem.INVALID_FIELDS)
            .handle(this::resend),
        Route.post("/api/v1/auth/register/password")
            .access(Access.ANYONE)
            .issuesSecrets()
            .body(PasswordRequest.class)
            .answers(201, TokenResponse.class)
            .problems(
                Problem.INVALID_FIELDS,
                Problem.INVALID_CONTINUATION,
                Problem.ALREADY_REGISTERED,
                Problem.OVERLOADED)
            .handle(this::complete));
  }

  private void register(Exchange exchange, RegisterRequest request) {
    var command =
        new StartRegistration.Command(
            request.email(), request.password(), request.name(), exchange.client());
    switch (start.handle(command)) {
      case StartRegistration.Outcome.Started(var id, var expiresAt) ->
          exchange.json(202, new RegisterResponse(id.value(), expiresAt));
      case StartRegistration.Outcome.Refused(var faults) ->
          exchange.invalid(faults.stream().sorted().map(RegistrationRoutes::error).toList());
    }
  }

  private static FieldError error(StartRegistration.Fault fault) {
    return switch (fault) {
      case EMAIL_INVALID -> FieldError.invalid("email");
      case NAME_INVALID -> FieldError.invalid("name");
      case PASSWORD_TOO_SHORT -> FieldError.tooShort("password");
      case PASSWORD_TOO_LONG -> FieldError.tooLong("password");
    };
  }

  private void verify(Exchange exchange, VerifyRequest request) {
    id(request.registrationId())
        .map(id -> new VerifyRegistration.Command(id, request.code(), exchange.client()))
        .map(verify::handle)
        .ifPresentOrElse(
            outcome -> answer(exchange, outcome), () -> exchange.problem(Problem.INVALID_CODE));
  }

  private static void answer(Exchange exchange, VerifyRegistration.Outcome outcome) {
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

  private static void handOver(
      Exchange exchange, RegistrationId id, SecretToken continuation, Duration life) {
    var inCookies = exchange.answersInCookies();
    if (inCookies) {
      exchange.setCookie(AuthCookie.CONTINUATION, continuation.reveal(), life);
    }
    var inBody = inCookies ? null : continuation.reveal();
    exchange.json(200, new ContinueResponse(id.value(), inBody, List.of("password")));
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
      case CompleteRegistration.Outcome.PasswordRefused(var fault) ->
          exchange.invalid(List.of(error(fault)));
    }
  }

  private static FieldError error(PasswordPolicy.Fault fault) {
    return switch (fault) {
      case TOO_SHORT -> FieldError.tooShort("password");
      case TOO_LONG -> FieldError.tooLong("password");
    };
  }

  private static Optional<RegistrationId> id(String text) {
    return UuidText.parse(text).map(RegistrationId::new);
  }
}
