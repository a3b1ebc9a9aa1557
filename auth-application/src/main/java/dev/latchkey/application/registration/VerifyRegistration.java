package dev.latchkey.application.registration;

import dev.latchkey.application.registration.AdmitUser.Admission;
import dev.latchkey.application.token.TokenIssuer;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.CryptoPorts;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.credential.GuessBudgets;
import dev.latchkey.domain.credential.GuessBudgets.Take;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.registration.Registration;
import dev.latchkey.domain.registration.RegistrationEvent.AddressProven;
import dev.latchkey.domain.registration.RegistrationEvent.AddressTaken;
import dev.latchkey.domain.registration.RegistrationEvent.CodeRefused;
import dev.latchkey.domain.registration.RegistrationEvent.Reason;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.registration.RegistrationPolicy;
import dev.latchkey.domain.registration.Registrations;
import dev.latchkey.domain.registration.Registrations.NewContinuation;
import dev.latchkey.domain.registration.Registrations.Redemption;
import dev.latchkey.domain.user.Users;
import dev.latchkey.domain.verification.CodeDigester.Purpose;
import dev.latchkey.domain.verification.OneTimeCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Takes the code that was mailed, together with the registration it belongs to.
 *
 * <p>A registration that carries a password becomes a user at once, signed in. One without may now
 * be completed by whoever holds the continuation. Every answer is counted before it is compared,
 * against the code itself and against the address.
 */
public final class VerifyRegistration {

  /** What was typed, for which registration. */
  public record Command(RegistrationId registration, String code, ClientContext client) {
    @Override
    public String toString() {
      return "Command[redacted]";
    }
  }

  /** Where the sign-up stands now. */
  public sealed interface Outcome {
    record SignedIn(Tokens tokens) implements Outcome {}

    /** The address is proven; a first credential is wanted, and may be set for so long. */
    record Continue(RegistrationId registration, SecretToken continuation, Duration lifetime)
        implements Outcome {}

    /** The address is proven, and has an account already. */
    record AlreadyRegistered() implements Outcome {}

    /** Wrong, expired, used, or one answer too many: alike on purpose. */
    record InvalidCode() implements Outcome {}
  }

  /** What the unit decided; tokens are signed after it. */
  private sealed interface Decision {
    record Admit(Admission admission) implements Decision {}

    record Final(Outcome outcome) implements Decision {}
  }

  private final UnitOfWork unit;
  private final Registrations registrations;
  private final Users users;
  private final GuessBudgets budgets;
  private final Outbox outbox;
  private final CryptoPorts crypto;
  private final RegistrationPolicy policy;
  private final AdmitUser admitUser;
  private final TokenIssuer issuer;
  private final InstantSource time;

  public VerifyRegistration(
      StoragePorts storage,
      CryptoPorts crypto,
      RegistrationPolicy policy,
      AdmitUser admitUser,
      TokenIssuer issuer,
      InstantSource time) {
    this.unit = storage.unit();
    this.registrations = storage.registrations();
    this.users = storage.users();
    this.budgets = storage.budgets();
    this.outbox = storage.outbox();
    this.crypto = crypto;
    this.policy = policy;
    this.admitUser = admitUser;
    this.issuer = issuer;
    this.time = time;
  }

  public Outcome handle(Command command) {
    var code = OneTimeCode.parse(command.code());
    var registration = registrations.find(command.registration());
    return code.isEmpty() || registration.isEmpty()
        ? new Outcome.InvalidCode()
        : answer(registration.get(), code.get(), command.client());
  }

  private Outcome answer(Registration registration, OneTimeCode code, ClientContext client) {
    var now = time.instant();
    var budget = policy.wrongCodesFor(registration.email());
    return switch (budgets.take(budget, now)) {
      case Take.Granted granted -> redeem(registration.id(), code, client, granted);
      case Take.Exhausted exhausted ->
          unit.write(() -> refused(registration.id(), Reason.BUDGET_SPENT, client, now));
    };
  }

  private Outcome redeem(
      RegistrationId id, OneTimeCode code, ClientContext client, Take.Granted granted) {
    var now = granted.at();
    var candidates = crypto.codes().candidates(Purpose.REGISTRATION, id.value(), code);
    var continuation = SecretToken.generate(crypto.entropy());
    var next = new NewContinuation(continuation.digest(), now.plus(policy.continuationLifetime()));
    var decision =
        unit.write(
            () ->
                switch (registrations.redeem(id, candidates, next, now)) {
                  case Redemption.Proven(var proven) -> {
                    budgets.giveBack(granted);
                    outbox.append(new AddressProven(id, now), client);
                    yield proven(proven, continuation, client, now);
                  }
                  case Redemption.Wrong() ->
                      new Decision.Final(refused(id, Reason.WRONG, client, now));
                  case Redemption.Dead() ->
                      new Decision.Final(refused(id, Reason.DEAD, client, now));
                });
    return outcome(decision, now);
  }

  private Decision proven(
      Registration registration, SecretToken continuation, ClientContext client, Instant now) {
    var password = registration.password();
    if (password != null) {
      return new Decision.Admit(admitUser.admit(registration, password, client, now));
    }
    if (users.isTaken(registration.email())) {
      outbox.append(new AddressTaken(registration.id(), now), client);
      return new Decision.Final(new Outcome.AlreadyRegistered());
    }
    return new Decision.Final(
        new Outcome.Continue(registration.id(), continuation, policy.continuationLifetime()));
  }

  private Outcome refused(RegistrationId id, Reason reason, ClientContext client, Instant now) {
    outbox.append(new CodeRefused(id, reason, now), client);
    return new Outcome.InvalidCode();
  }

  private Outcome outcome(Decision decision, Instant now) {
    return switch (decision) {
      case Decision.Final(var outcome) -> outcome;
      case Decision.Admit(Admission.Admitted(var opened, var user)) ->
          new Outcome.SignedIn(
              issuer.issue(opened.of(user), opened.token(), now).on(opened.device()));
      case Decision.Admit(Admission.AlreadyRegistered()) -> new Outcome.AlreadyRegistered();
    };
  }
}
