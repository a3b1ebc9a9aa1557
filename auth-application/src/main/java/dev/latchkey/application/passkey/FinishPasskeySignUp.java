package dev.latchkey.application.passkey;

import dev.latchkey.application.registration.AdmitUser;
import dev.latchkey.application.registration.AdmitUser.Admission;
import dev.latchkey.application.registration.AdmitUser.FirstCredential;
import dev.latchkey.application.token.TokenIssuer;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.SecretDigest;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.passkey.CeremonyId;
import dev.latchkey.domain.passkey.HeldPasskey;
import dev.latchkey.domain.passkey.Passkey;
import dev.latchkey.domain.passkey.PasskeyCeremony.Created;
import dev.latchkey.domain.passkey.PasskeyEvent.Kind;
import dev.latchkey.domain.passkey.PasskeyEvent.PasskeyAdded;
import dev.latchkey.domain.passkey.PasskeyEvent.Reason;
import dev.latchkey.domain.passkey.Passkeys;
import dev.latchkey.domain.passkey.Passkeys.Addition;
import dev.latchkey.domain.passkey.PendingCeremony;
import dev.latchkey.domain.passkey.PendingCeremony.Purpose;
import dev.latchkey.domain.registration.Registration;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.registration.Registrations;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives a proven registration the passkey that was made, which makes it a user, signed in: account,
 * passkey and session are there together or not at all, and the continuation is spent with them.
 */
public final class FinishPasskeySignUp {

  /**
   * What the authenticator answered, and the right to sign up with it.
   *
   * @param credential a {@code RegistrationResponseJSON}
   * @param name of the passkey; null: what its authenticator is called
   */
  public record Command(
      RegistrationId registration,
      String continuation,
      CeremonyId ceremony,
      String credential,
      @Nullable String name,
      ClientContext client) {
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

    /** Nothing is lost: another name may be tried with the same answer. */
    record NameInvalid() implements Outcome {}

    /** For whichever reason, which the audit trail knows; another ceremony may be begun. */
    record Refused() implements Outcome {}

    /** Somebody has this passkey, or had it; another one may be made. */
    record Taken() implements Outcome {}
  }

  /** Undoes the unit: nobody is to be born without his way in. */
  private static final class TakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TakenException() {
      super("somebody has this passkey, or had it", null, false, false);
    }
  }

  private final UnitOfWork unit;
  private final Registrations registrations;
  private final Passkeys passkeys;
  private final Outbox outbox;
  private final Ceremonies ceremonies;
  private final MakePasskey makePasskey;
  private final AdmitUser admitUser;
  private final TokenIssuer issuer;
  private final InstantSource time;

  /** What it is made of. */
  public record Steps(
      Ceremonies ceremonies, MakePasskey makePasskey, AdmitUser admitUser, TokenIssuer issuer) {}

  public FinishPasskeySignUp(StoragePorts storage, Steps steps, InstantSource time) {
    this.unit = storage.unit();
    this.registrations = storage.registrations();
    this.passkeys = storage.passkeys();
    this.outbox = storage.outbox();
    this.ceremonies = steps.ceremonies();
    this.makePasskey = steps.makePasskey();
    this.admitUser = steps.admitUser();
    this.issuer = steps.issuer();
    this.time = time;
  }

  /** A sign-up that is about to be finished. */
  private record Attempt(
      Command command, Registration proven, SecretDigest continuation, Instant now) {
    @Override
    public String toString() {
      return "Attempt[redacted]";
    }
  }

  public Outcome handle(Command command) {
    var now = time.instant();
    return SecretToken.parse(command.continuation())
        .map(SecretToken::digest)
        .flatMap(
            continuation ->
                registrations
                    .findProven(command.registration(), continuation, now)
                    .map(proven -> new Attempt(command, proven, continuation, now)))
        .map(this::named)
        .orElseGet(Outcome.InvalidContinuation::new);
  }

  private Outcome named(Attempt attempt) {
    var wanted = Optional.ofNullable(attempt.command().name());
    var name = wanted.flatMap(DisplayName::parse);
    if (wanted.isPresent() && name.isEmpty()) {
      return new Outcome.NameInvalid();
    }
    return ceremonies
        .take(attempt.command().ceremony(), attempt.now())
        .flatMap(
            ceremony ->
                userOf(ceremony, attempt).map(user -> verify(attempt, ceremony, user, name)))
        .orElseGet(() -> refuse(attempt, Reason.CEREMONY));
  }

  private static Optional<UserId> userOf(PendingCeremony ceremony, Attempt attempt) {
    return ceremony.purpose() instanceof Purpose.SigningUp(var registration, var user)
            && registration.equals(attempt.proven().id())
        ? Optional.of(user)
        : Optional.empty();
  }

  private Outcome verify(
      Attempt attempt, PendingCeremony ceremony, UserId user, Optional<DisplayName> name) {
    var creation =
        BeginPasskeySignUp.creation(
            ceremony.challenge(), user, attempt.proven(), ceremonies.policy());
    return switch (makePasskey.verify(creation, attempt.command().credential())) {
      case Created.Verified(var credential, var verified) ->
          complete(attempt, makePasskey.of(user, credential, name, attempt.now()), verified);
      case Created.Refused(var flaw) -> refuse(attempt, Reason.of(flaw));
    };
  }

  private Outcome complete(Attempt attempt, Passkey passkey, boolean verified) {
    try {
      return unit.write(() -> admit(attempt, passkey, verified))
          .map(admission -> outcome(admission, attempt.now()))
          .orElseGet(Outcome.InvalidContinuation::new);
    } catch (TakenException undone) {
      refuse(attempt, Reason.TAKEN);
      return new Outcome.Taken();
    }
  }

  private Optional<Admission> admit(Attempt attempt, Passkey passkey, boolean verified) {
    return registrations
        .complete(attempt.proven().id(), attempt.continuation(), attempt.now())
        .map(
            proven ->
                admitUser.admit(
                    proven,
                    new FirstCredential(
                        passkey.owner(),
                        newborn -> set(attempt, newborn, passkey),
                        newborn ->
                            proven.confirmedAs(
                                newborn, HeldPasskey.methods(verified), attempt.now())),
                    attempt.command().client(),
                    attempt.now()));
  }

  private void set(Attempt attempt, User newborn, Passkey passkey) {
    switch (passkeys.add(passkey, newborn.epoch(), ceremonies.policy().limit())) {
      case Addition.Added(var added) ->
          outbox.append(
              new PasskeyAdded(newborn.id(), added.id(), attempt.now()),
              attempt.command().client());
      case Addition.Taken() -> throw new TakenException();
      case Addition.Full() -> throw new IllegalStateException("a newborn user has no passkeys");
      case Addition.Stale() -> throw new IllegalStateException("nor any other epoch");
    }
  }

  private Outcome outcome(Admission admission, Instant now) {
    return switch (admission) {
      case Admission.Admitted(var opened, var user) ->
          new Outcome.SignedIn(
              issuer.issue(opened.of(user), opened.token(), now).on(opened.device()));
      case Admission.AlreadyRegistered() -> new Outcome.AlreadyRegistered();
    };
  }

  private Outcome refuse(Attempt attempt, Reason reason) {
    ceremonies.refuse(null, Kind.SIGNING_UP, reason, attempt.command().client(), attempt.now());
    return new Outcome.Refused();
  }
}
