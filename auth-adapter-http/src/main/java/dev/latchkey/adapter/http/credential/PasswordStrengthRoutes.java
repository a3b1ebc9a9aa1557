package dev.latchkey.adapter.http.credential;

import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.AuthCookie;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Identity;
import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.routing.Told;
import dev.latchkey.adapter.http.routing.UuidText;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.credential.WeighPassword;
import dev.latchkey.application.credential.WeighPassword.Person;
import dev.latchkey.domain.credential.PasswordPolicy.Fault;
import dev.latchkey.domain.credential.PasswordPolicy.Verdict;
import dev.latchkey.domain.registration.RegistrationId;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Optional;

/** Whether a new password would be taken, for pages that say so while it is typed. */
public final class PasswordStrengthRoutes implements RouteGroup {
  private final WeighPassword weighPassword;
  private final Shell shell;

  public PasswordStrengthRoutes(AuthUseCases auth, Shell shell) {
    weighPassword = auth.weighPassword();
    this.shell = shell;
  }

  record StrengthRequest(
      @NotNull @Told(value = "As it is typed so far.", format = "password") String password) {
    private static final StrengthRequest EXAMPLE = new StrengthRequest(Examples.PASSWORD);

    @Override
    public String toString() {
      return "StrengthRequest[redacted]";
    }
  }

  /** What would be said of a password. Never holds anything of it. */
  record StrengthResponse(
      @Told("Whether it would be taken, as far as that is known without asking for leaks.")
          boolean accepted,
      @Told("The codes of all that is wrong with it, as where it is set.") List<String> faults,
      @Told("The same for whoever types, in the language of Accept-Language; empty when accepted.")
          String advice) {
    private static final StrengthResponse EXAMPLE =
        new StrengthResponse(false, List.of("common"), "This password is a common one.");
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/api/v1/auth/password-strength")
            .access(Access.ANYONE)
            .summary(Chapter.PASSWORD, "Ask whether a password would be taken")
            .description(
                "By the policy that decides when it is set, with the words that go with the caller"
                    + " if he is signed in, or signs up by cookies. Leaks are not looked up; that"
                    + " is done once, when it is set. Nothing is kept, and nothing is counted but"
                    + " the request.")
            .takes(AuthCookie.CONTINUATION)
            .limits(Limits.PASSWORD_STRENGTH)
            .body(StrengthRequest.class, StrengthRequest.EXAMPLE)
            .answers(200, "Whether it would, or why not.", StrengthResponse.EXAMPLE)
            .problems(Problem.INVALID_FIELDS)
            .handle(this::weigh));
  }

  private void weigh(Exchange exchange, StrengthRequest request) {
    var command = new WeighPassword.Command(request.password(), person(exchange));
    exchange.json(
        200,
        switch (weighPassword.handle(command)) {
          case Verdict.Accepted accepted -> new StrengthResponse(true, List.of(), "");
          case Verdict.Refused(var faults) ->
              new StrengthResponse(
                  false,
                  faults.stream().map(Fault::code).toList(),
                  shell.texts(exchange).advice(faults));
        });
  }

  private static Person person(Exchange exchange) {
    return exchange.identity() instanceof Identity.SignedIn(var caller)
        ? new Person.Member(caller.user())
        : newcomer(exchange).orElseGet(Person.Somebody::new);
  }

  private static Optional<Person> newcomer(Exchange exchange) {
    var continuation = exchange.secret(null, AuthCookie.CONTINUATION);
    return exchange
        .secret(null, AuthCookie.REGISTRATION)
        .flatMap(UuidText::parse)
        .map(RegistrationId::new)
        .flatMap(id -> continuation.map(secret -> new Person.Newcomer(id, secret)));
  }
}
