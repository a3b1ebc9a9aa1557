package dev.latchkey.application.registration;

import dev.latchkey.application.credential.JudgePassword;
import dev.latchkey.application.registration.AdmitUser.Admission;
import dev.latchkey.application.token.TokenIssuer;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.credential.PasswordContext;
import dev.latchkey.domain.credential.PasswordHasher;
import dev.latchkey.domain.credential.PasswordPolicy.Fault;
import dev.latchkey.domain.credential.PasswordPolicy.Verdict;
import dev.latchkey.domain.credential.PlainPassword;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.registration.Registrations;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Gives a proven registration its password, which makes it a user, signed in.
 *
 * <p>Only for whoever proved the address: the continuation that he got then is good for one
 * completion.
 */
public final class CompleteRegistration {

  /** The password that was typed, and the right to set it. */
  public record Command(
      RegistrationId registration, String continuation, String password, ClientContext client) {
    @Override
    public String toString() {
      return "Command[redacted]";
    }
  }

  /** An account, or why there is none. */
  public sealed interface Outcome {
    record SignedIn(Tokens tokens) implements Outcome {}

    /** The address has an account by now. */
    record AlreadyRegistered() implements Outcome {}

    /** Unknown, used, expired, or of another registration: alike on purpose. */
    record InvalidContinuation() implements Outcome {}

    /** Nothing is lost: another password may be tried. */
    record PasswordRefused(List<Fault> faults) implements Outcome {
      public PasswordRefused {
        faults = List.copyOf(faults);
      }
    }
  }

  private final UnitOfWork unit;
  private final Registrations registrations;
  private final PasswordHasher hasher;
  private final JudgePassword judgePassword;
  private final AdmitUser admitUser;
  private final TokenIssuer issuer;
  private final InstantSource time;

  public CompleteRegistration(
      UnitOfWork unit,
      Registrations registrations,
      PasswordHasher hasher,
      JudgePassword judgePassword,
      AdmitUser admitUser,
      TokenIssuer issuer,
      InstantSource time) {
    this.unit = unit;
    this.registrations = registrations;
    this.hasher = hasher;
    this.judgePassword = judgePassword;
    this.admitUser = admitUser;
    this.issuer = issuer;
    this.time = time;
  }

  public Outcome handle(Command command) {
    return SecretToken.parse(command.continuation())
        .map(continuation -> judge(command, continuation))
        .orElseGet(Outcome.InvalidContinuation::new);
  }

  /** Only who may complete it is told what is wrong: that depends on the address and the name. */
  private Outcome judge(Command command, SecretToken continuation) {
    var proven =
        registrations.findProven(command.registration(), continuation.digest(), time.instant());
    if (proven.isEmpty()) {
      return new Outcome.InvalidContinuation();
    }
    var person = PasswordContext.of(proven.get().email(), proven.get().name());
    return switch (judgePassword.judge(command.password(), person)) {
      case Verdict.Accepted(var password) -> complete(command, continuation, password);
      case Verdict.Refused(var faults) -> new Outcome.PasswordRefused(faults);
    };
  }

  private Outcome complete(Command command, SecretToken continuation, PlainPassword password) {
    var hash = hasher.hash(password);
    var now = time.instant();
    Optional<Admission> admission =
        unit.write(
            () ->
                registrations
                    .complete(command.registration(), continuation.digest(), now)
                    .map(proven -> admitUser.admit(proven, hash, command.client(), now)));
    if (admission.isEmpty()) {
      return new Outcome.InvalidContinuation();
    }
    return switch (admission.get()) {
      case Admission.Admitted(var opened, var user) ->
          new Outcome.SignedIn(
              issuer.issue(opened.of(user), opened.token(), now).on(opened.device()));
      case Admission.AlreadyRegistered() -> new Outcome.AlreadyRegistered();
    };
  }
}
