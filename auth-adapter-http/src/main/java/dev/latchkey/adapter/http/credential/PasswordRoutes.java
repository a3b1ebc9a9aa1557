package dev.latchkey.adapter.http.credential;

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
import dev.latchkey.adapter.http.token.TokenResponse;
import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.application.credential.AuthenticateWithPassword.Outcome;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** Signing in with address and password. */
public final class PasswordRoutes implements RouteGroup {
  private final AuthenticateWithPassword authenticate;

  public PasswordRoutes(AuthenticateWithPassword authenticate) {
    this.authenticate = authenticate;
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

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/api/v1/auth/login")
            .access(Access.ANYONE)
            .summary(Chapter.PASSWORD, "Sign in")
            .description(
                "An unknown address, an unverified or disabled account, too many attempts and a"
                    + " wrong password are answered alike.")
            .issuesSecrets()
            .limits(Limits.LOGIN)
            .body(LoginRequest.class, LoginRequest.EXAMPLE)
            .about(request -> AccountKey.ofAddress(request.email()))
            .answers(200, "Signed in.", TokenResponse.EXAMPLE)
            .problems(Problem.INVALID_FIELDS, Problem.INVALID_CREDENTIALS, Problem.OVERLOADED)
            .handle(this::login));
  }

  private void login(Exchange exchange, LoginRequest request) {
    var command =
        new AuthenticateWithPassword.Command(
            request.email(), request.password(), exchange.client());
    switch (authenticate.handle(command)) {
      case Outcome.SignedIn(var tokens) -> TokenResponse.send(exchange, 200, tokens);
      case Outcome.Refused() -> exchange.problem(Problem.INVALID_CREDENTIALS);
    }
  }
}
