package dev.latchkey.application.passkey;

import dev.latchkey.domain.CryptoPorts;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.passkey.CeremonyId;
import dev.latchkey.domain.passkey.Challenge;
import dev.latchkey.domain.passkey.PasskeyEvent.CeremonyRefused;
import dev.latchkey.domain.passkey.PasskeyEvent.Kind;
import dev.latchkey.domain.passkey.PasskeyEvent.Reason;
import dev.latchkey.domain.passkey.PasskeyPolicy;
import dev.latchkey.domain.passkey.PendingCeremonies;
import dev.latchkey.domain.passkey.PendingCeremony;
import dev.latchkey.domain.passkey.PendingCeremony.Purpose;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Begins ceremonies and takes them back, each once: whatever becomes of the answer, its challenge
 * is burned.
 */
public final class Ceremonies {

  /** Longer text is no answer of an authenticator. */
  private static final int LONGEST_ANSWER = 64 << 10;

  private final UnitOfWork unit;
  private final PendingCeremonies pending;
  private final Outbox outbox;
  private final Entropy entropy;
  private final IdSource ids;
  private final PasskeyPolicy policy;

  public Ceremonies(StoragePorts storage, CryptoPorts crypto, PasskeyPolicy policy) {
    this.unit = storage.unit();
    this.pending = storage.ceremonies();
    this.outbox = storage.outbox();
    this.entropy = crypto.entropy();
    this.ids = crypto.ids();
    this.policy = policy;
  }

  PasskeyPolicy policy() {
    return policy;
  }

  PendingCeremony begin(Purpose purpose, Instant now) {
    var id = new CeremonyId(ids.next());
    var begun = PendingCeremony.begin(id, Challenge.generate(entropy), purpose, policy, now);
    pending.add(begun);
    return begun;
  }

  /** The ceremony, for the one caller who gets it; outside of any unit. */
  Optional<PendingCeremony> take(CeremonyId id, Instant now) {
    return pending.take(id, now);
  }

  /** Whether it is worth reading. */
  static boolean isAnswer(String text) {
    return text.length() <= LONGEST_ANSWER;
  }

  /** Puts a refusal on the trail, in a unit of its own. */
  void refuse(@Nullable UserId user, Kind kind, Reason reason, ClientContext client, Instant now) {
    unit.write(() -> outbox.append(new CeremonyRefused(user, kind, reason, now), client));
  }

  /** The same in the unit that is open. */
  void refuseHere(UserId user, Kind kind, Reason reason, ClientContext client, Instant now) {
    outbox.append(new CeremonyRefused(user, kind, reason, now), client);
  }
}
