package dev.latchkey.application.recovery;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.recovery.Recoveries;
import dev.latchkey.domain.recovery.Recoveries.Beginning;
import dev.latchkey.domain.recovery.Recovery;
import dev.latchkey.domain.recovery.RecoveryEvent.RecoveryBegun;
import dev.latchkey.domain.recovery.RecoveryId;
import dev.latchkey.domain.recovery.RecoveryPolicy;
import dev.latchkey.domain.user.User;
import java.time.Instant;
import java.util.Optional;

/**
 * Begins the recovery of an account without a password, for somebody who has shown that he reads
 * its mail; called inside his unit of work. Whoever has one under way gets that one.
 */
public final class BeginRecovery {
  private final Recoveries recoveries;
  private final Outbox outbox;
  private final IdSource ids;
  private final RecoveryPolicy policy;

  public BeginRecovery(Recoveries recoveries, Outbox outbox, IdSource ids, RecoveryPolicy policy) {
    this.recoveries = recoveries;
    this.outbox = outbox;
    this.ids = ids;
    this.policy = policy;
  }

  /** The recovery that is under way now; empty when the user is not any more as he was seen. */
  public Optional<Recovery> begin(User user, ClientContext client, Instant now) {
    var recovery = policy.begin(new RecoveryId(ids.next()), user.id(), now);
    return switch (recoveries.begin(recovery, user.epoch())) {
      case Beginning.Begun(var begun) -> {
        outbox.append(new RecoveryBegun(begun.user(), begun.id(), begun.dueAt(), now), client);
        yield Optional.of(begun);
      }
      case Beginning.Standing(var standing) -> Optional.of(standing);
      case Beginning.Changed() -> Optional.empty();
    };
  }
}
