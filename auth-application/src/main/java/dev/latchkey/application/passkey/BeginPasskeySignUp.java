package dev.latchkey.application.passkey;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.passkey.Challenge;
import dev.latchkey.domain.passkey.PasskeyCeremony;
import dev.latchkey.domain.passkey.PasskeyCeremony.Creation;
import dev.latchkey.domain.passkey.PasskeyPolicy;
import dev.latchkey.domain.passkey.PendingCeremony.Purpose;
import dev.latchkey.domain.registration.Registration;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.registration.Registrations;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.user.Users;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Begins to give a proven registration a passkey as its first credential. The id of the user to be
 * is chosen here, since authenticators keep it beside the passkey.
 */
public final class BeginPasskeySignUp {

  /** Whose sign-up, and the right to go on with it. */
  public record Command(RegistrationId registration, String continuation) {
    @Override
    public String toString() {
      return "Command[redacted]";
    }
  }

  /** A ceremony, or why none. */
  public sealed interface Outcome {
    record Started(Begun begun) implements Outcome {}

    /** The address has an account by now: no passkey is to be made for nothing. */
    record AlreadyRegistered() implements Outcome {}

    /** Unknown, used, expired, or of another registration: alike on purpose. */
    record InvalidContinuation() implements Outcome {}
  }

  private final Registrations registrations;
  private final Users users;
  private final IdSource ids;
  private final PasskeyCeremony ceremony;
  private final Ceremonies ceremonies;
  private final InstantSource time;

  public BeginPasskeySignUp(
      StoragePorts storage,
      IdSource ids,
      PasskeyCeremony ceremony,
      Ceremonies ceremonies,
      InstantSource time) {
    this.registrations = storage.registrations();
    this.users = storage.users();
    this.ids = ids;
    this.ceremony = ceremony;
    this.ceremonies = ceremonies;
    this.time = time;
  }

  public Outcome handle(Command command) {
    var now = time.instant();
    return SecretToken.parse(command.continuation())
        .flatMap(
            continuation ->
                registrations.findProven(command.registration(), continuation.digest(), now))
        .map(proven -> begin(proven, now))
        .orElseGet(Outcome.InvalidContinuation::new);
  }

  private Outcome begin(Registration proven, Instant now) {
    if (users.findByEmail(proven.email()).isPresent()) {
      return new Outcome.AlreadyRegistered();
    }
    var user = new UserId(ids.next());
    var begun = ceremonies.begin(new Purpose.SigningUp(proven.id(), user), now);
    var creation = creation(begun.challenge(), user, proven, ceremonies.policy());
    return new Outcome.Started(new Begun(begun.id(), ceremony.creationOptions(creation)));
  }

  /** What is asked for at first, and checked by at last. */
  static Creation creation(
      Challenge challenge, UserId user, Registration proven, PasskeyPolicy policy) {
    return new Creation(
        challenge,
        user,
        proven.email(),
        Optional.ofNullable(proven.name()),
        List.of(),
        policy.verification());
  }
}
