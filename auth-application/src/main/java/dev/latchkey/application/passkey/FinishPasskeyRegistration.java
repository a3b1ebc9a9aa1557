package dev.latchkey.application.passkey;

import dev.latchkey.application.session.ResolveSession.Caller;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.passkey.CeremonyId;
import dev.latchkey.domain.passkey.Passkey;
import dev.latchkey.domain.passkey.PasskeyCeremony.Created;
import dev.latchkey.domain.passkey.PasskeyEvent.Kind;
import dev.latchkey.domain.passkey.PasskeyEvent.PasskeyAdded;
import dev.latchkey.domain.passkey.PasskeyEvent.Reason;
import dev.latchkey.domain.passkey.Passkeys;
import dev.latchkey.domain.passkey.Passkeys.Addition;
import dev.latchkey.domain.passkey.PendingCeremony;
import dev.latchkey.domain.passkey.PendingCeremony.Purpose;
import dev.latchkey.domain.user.DisplayName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds the passkey that was made to those of somebody who is signed in: in the session in which it
 * was begun and in no other. Whoever calls has seen to it that he signed in a moment ago. Nothing
 * that he is signed in with ends by it.
 */
public final class FinishPasskeyRegistration {

  /**
   * What the authenticator answered, to which ceremony.
   *
   * @param credential a {@code RegistrationResponseJSON}
   * @param name null: the passkey is called what its authenticator is called
   */
  public record Command(
      Caller caller,
      CeremonyId ceremony,
      String credential,
      @Nullable String name,
      ClientContext client) {
    @Override
    public String toString() {
      return "Command[redacted]";
    }
  }

  /** One more passkey, or why not. */
  public sealed interface Outcome {
    record Added(Passkey passkey) implements Outcome {}

    /** Nothing is lost: another name may be tried with the same answer. */
    record NameInvalid() implements Outcome {}

    /** For whichever reason; the audit trail knows. */
    record Refused() implements Outcome {}

    /** Somebody has this passkey, or had it. */
    record Taken() implements Outcome {}

    /** The user has as many passkeys as he may have. */
    record Full() implements Outcome {}
  }

  private final UnitOfWork unit;
  private final Passkeys passkeys;
  private final Outbox outbox;
  private final MakePasskey makePasskey;
  private final Ceremonies ceremonies;
  private final InstantSource time;

  public FinishPasskeyRegistration(
      StoragePorts storage, MakePasskey makePasskey, Ceremonies ceremonies, InstantSource time) {
    this.unit = storage.unit();
    this.passkeys = storage.passkeys();
    this.outbox = storage.outbox();
    this.makePasskey = makePasskey;
    this.ceremonies = ceremonies;
    this.time = time;
  }

  public Outcome handle(Command command) {
    var wanted = Optional.ofNullable(command.name());
    var name = wanted.flatMap(DisplayName::parse);
    if (wanted.isPresent() && name.isEmpty()) {
      return new Outcome.NameInvalid();
    }
    var now = time.instant();
    return ceremonies
        .take(command.ceremony(), now)
        .filter(ceremony -> isHis(ceremony, command.caller()))
        .map(ceremony -> add(command, ceremony, name, now))
        .orElseGet(() -> refuse(command, Reason.CEREMONY, now));
  }

  private static boolean isHis(PendingCeremony ceremony, Caller caller) {
    return ceremony.purpose() instanceof Purpose.Adding adding
        && adding.user().equals(caller.user().id())
        && adding.session().equals(caller.session().id());
  }

  private Outcome add(
      Command command, PendingCeremony ceremony, Optional<DisplayName> name, Instant now) {
    var user = command.caller().user();
    var conditional = ceremony.purpose() instanceof Purpose.Adding adding && adding.conditional();
    var creation =
        BeginPasskeyRegistration.creation(
            ceremony.challenge(),
            user,
            passkeys.list(user.id()),
            ceremonies.policy().verification(),
            conditional);
    return switch (makePasskey.verify(creation, command.credential())) {
      case Created.Verified(var credential, var verified) -> {
        var passkey = makePasskey.of(user.id(), credential, name, now);
        yield unit.write(() -> add(command, passkey, now));
      }
      case Created.Refused(var flaw) -> refuse(command, Reason.of(flaw), now);
    };
  }

  private Outcome add(Command command, Passkey passkey, Instant now) {
    var seen = command.caller().user().epoch();
    return switch (passkeys.add(passkey, seen, ceremonies.policy().limit())) {
      case Addition.Added(var added) -> {
        outbox.append(new PasskeyAdded(added.owner(), added.id(), now), command.client());
        yield new Outcome.Added(added);
      }
      case Addition.Taken() -> refuseHere(command, Reason.TAKEN, now, new Outcome.Taken());
      case Addition.Full() -> refuseHere(command, Reason.FULL, now, new Outcome.Full());
      case Addition.Stale() ->
          refuseHere(command, Reason.CHANGED_MEANWHILE, now, new Outcome.Refused());
    };
  }

  private Outcome refuse(Command command, Reason reason, Instant now) {
    var user = command.caller().user().id();
    ceremonies.refuse(user, Kind.ADDING, reason, command.client(), now);
    return new Outcome.Refused();
  }

  private Outcome refuseHere(Command command, Reason reason, Instant now, Outcome outcome) {
    var user = command.caller().user().id();
    ceremonies.refuseHere(user, Kind.ADDING, reason, command.client(), now);
    return outcome;
  }
}
