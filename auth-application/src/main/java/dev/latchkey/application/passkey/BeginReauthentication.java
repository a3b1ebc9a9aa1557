package dev.latchkey.application.passkey;

import dev.latchkey.application.session.ResolveSession.Caller;
import dev.latchkey.domain.passkey.Challenge;
import dev.latchkey.domain.passkey.Passkey;
import dev.latchkey.domain.passkey.PasskeyCeremony;
import dev.latchkey.domain.passkey.PasskeyCeremony.Showing;
import dev.latchkey.domain.passkey.PasskeyPolicy;
import dev.latchkey.domain.passkey.Passkeys;
import dev.latchkey.domain.passkey.PendingCeremony.Purpose;
import java.time.InstantSource;
import java.util.List;

/** Begins to let somebody who is signed in show one of his passkeys anew. */
public final class BeginReauthentication {

  /** Who asks, in which session. */
  public record Command(Caller caller) {}

  /** A ceremony, or why none. */
  public sealed interface Outcome {
    record Started(Begun begun) implements Outcome {}

    /** He has no passkey to show. */
    record NoPasskey() implements Outcome {}
  }

  private final Passkeys passkeys;
  private final PasskeyCeremony ceremony;
  private final Ceremonies ceremonies;
  private final InstantSource time;

  public BeginReauthentication(
      Passkeys passkeys, PasskeyCeremony ceremony, Ceremonies ceremonies, InstantSource time) {
    this.passkeys = passkeys;
    this.ceremony = ceremony;
    this.ceremonies = ceremonies;
    this.time = time;
  }

  public Outcome handle(Command command) {
    var user = command.caller().user().id();
    var his = passkeys.list(user);
    if (his.isEmpty()) {
      return new Outcome.NoPasskey();
    }
    var purpose = new Purpose.Reauthenticating(user, command.caller().session().id());
    var begun = ceremonies.begin(purpose, time.instant());
    var showing = showing(begun.challenge(), his, ceremonies.policy());
    return new Outcome.Started(new Begun(begun.id(), ceremony.requestOptions(showing)));
  }

  /** What is asked for at first, and checked by at last. */
  static Showing showing(Challenge challenge, List<Passkey> his, PasskeyPolicy policy) {
    return new Showing(
        challenge, his.stream().map(Passkey::credential).toList(), policy.verification());
  }
}
