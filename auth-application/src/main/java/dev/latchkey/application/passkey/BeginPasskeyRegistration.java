package dev.latchkey.application.passkey;

import dev.latchkey.application.session.ResolveSession.Caller;
import dev.latchkey.domain.passkey.Challenge;
import dev.latchkey.domain.passkey.Passkey;
import dev.latchkey.domain.passkey.PasskeyCeremony;
import dev.latchkey.domain.passkey.PasskeyCeremony.Creation;
import dev.latchkey.domain.passkey.PasskeyCeremony.UserVerification;
import dev.latchkey.domain.passkey.Passkeys;
import dev.latchkey.domain.passkey.PendingCeremony.Purpose;
import dev.latchkey.domain.user.User;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Begins to add a passkey for somebody who is signed in. Whoever calls has seen to it that he
 * signed in a moment ago.
 */
public final class BeginPasskeyRegistration {

  /**
   * Who asks.
   *
   * @param conditional the browser is to make it beside the sign-in that just took place, without
   *     asking; nobody will touch the authenticator then
   */
  public record Command(Caller caller, boolean conditional) {}

  /** A ceremony, or why none. */
  public sealed interface Outcome {
    record Started(Begun begun) implements Outcome {}

    /** The user has as many passkeys as he may have. */
    record Full() implements Outcome {}
  }

  private final Passkeys passkeys;
  private final PasskeyCeremony ceremony;
  private final Ceremonies ceremonies;
  private final InstantSource time;

  public BeginPasskeyRegistration(
      Passkeys passkeys, PasskeyCeremony ceremony, Ceremonies ceremonies, InstantSource time) {
    this.passkeys = passkeys;
    this.ceremony = ceremony;
    this.ceremonies = ceremonies;
    this.time = time;
  }

  public Outcome handle(Command command) {
    var user = command.caller().user();
    var existing = passkeys.list(user.id());
    if (existing.size() >= ceremonies.policy().limit()) {
      return new Outcome.Full();
    }
    var session = command.caller().session().id();
    var purpose = new Purpose.Adding(user.id(), session, command.conditional());
    var begun = ceremonies.begin(purpose, time.instant());
    var creation =
        creation(
            begun.challenge(),
            user,
            existing,
            ceremonies.policy().verification(),
            command.conditional());
    return new Outcome.Started(new Begun(begun.id(), ceremony.creationOptions(creation)));
  }

  /** What is asked for at first, and checked by at last. */
  static Creation creation(
      Challenge challenge,
      User user,
      List<Passkey> existing,
      UserVerification verification,
      boolean conditional) {
    return new Creation(
        challenge,
        user.id(),
        user.email(),
        Optional.ofNullable(user.name()),
        existing.stream().map(Passkey::credential).toList(),
        conditional ? UserVerification.PREFERRED : verification,
        conditional);
  }
}
