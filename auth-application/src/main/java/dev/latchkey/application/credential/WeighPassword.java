package dev.latchkey.application.credential;

import dev.latchkey.domain.credential.PasswordContext;
import dev.latchkey.domain.credential.PasswordPolicy.Verdict;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.registration.Registrations;
import dev.latchkey.domain.user.User;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Says of a password that is being typed what would be said of it if it were sent, so that nobody
 * has to send it to know. Nothing is kept, counted or told to anybody.
 *
 * <p>Leaks are not asked for: that is done once, when it is sent.
 */
public final class WeighPassword {

  /** What is typed, and for whom. */
  public record Command(String password, Person person) {
    @Override
    public String toString() {
      return "Command[redacted]";
    }
  }

  /** Whose password it is to be. */
  public sealed interface Person {
    /** Nothing is known of him. */
    record Somebody() implements Person {}

    record Member(User user) implements Person {}

    /** Somebody who signs up, and the right to go on with it; without that he is somebody. */
    record Newcomer(RegistrationId registration, String continuation) implements Person {
      @Override
      public String toString() {
        return "Newcomer[redacted]";
      }
    }
  }

  private final JudgePassword judgePassword;
  private final Registrations registrations;
  private final InstantSource time;

  public WeighPassword(
      JudgePassword judgePassword, Registrations registrations, InstantSource time) {
    this.judgePassword = judgePassword;
    this.registrations = registrations;
    this.time = time;
  }

  public Verdict handle(Command command) {
    return judgePassword.judgeHere(command.password(), context(command.person(), time.instant()));
  }

  private PasswordContext context(Person person, Instant now) {
    return switch (person) {
      case Person.Somebody() -> PasswordContext.none();
      case Person.Member(var user) -> PasswordContext.of(user.email(), user.name());
      case Person.Newcomer newcomer -> context(newcomer, now);
    };
  }

  private PasswordContext context(Person.Newcomer newcomer, Instant now) {
    return SecretToken.parse(newcomer.continuation())
        .flatMap(secret -> registrations.findProven(newcomer.registration(), secret.digest(), now))
        .map(proven -> PasswordContext.of(proven.email(), proven.name()))
        .orElseGet(PasswordContext::none);
  }
}
