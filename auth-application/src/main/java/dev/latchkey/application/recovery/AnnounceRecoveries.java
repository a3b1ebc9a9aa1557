package dev.latchkey.application.recovery;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.recovery.Recoveries;
import dev.latchkey.domain.recovery.Recovery;
import dev.latchkey.domain.recovery.RecoveryEvent.RecoveryDue;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the mail sent that sets a password, for each recovery whose delay is over and that nobody has
 * cancelled, each in one unit. Any number of nodes may do so at once, and after any restart: the
 * storage decides who gets a recovery, and each is announced once.
 */
public final class AnnounceRecoveries {
  private static final Logger LOG = LoggerFactory.getLogger(AnnounceRecoveries.class);
  private static final int BATCH = 100;

  private final UnitOfWork unit;
  private final Recoveries recoveries;
  private final Outbox outbox;
  private final InstantSource time;

  public AnnounceRecoveries(
      UnitOfWork unit, Recoveries recoveries, Outbox outbox, InstantSource time) {
    this.unit = unit;
    this.recoveries = recoveries;
    this.outbox = outbox;
    this.time = time;
  }

  /** Announces all that are due, in batches; answers how many this call did. */
  public int run() {
    var now = time.instant();
    var announced = 0;
    int inThisBatch;
    do {
      inThisBatch = batch(now);
      announced += inThisBatch;
    } while (inThisBatch == BATCH);
    return announced;
  }

  private int batch(Instant now) {
    var announced = 0;
    for (var recovery : recoveries.due(BATCH, now)) {
      announced += isAnnounced(recovery, now) ? 1 : 0;
    }
    return announced;
  }

  /** One that cannot be announced now must not keep the others; its turn comes again. */
  private boolean isAnnounced(Recovery recovery, Instant now) {
    try {
      return unit.write(
          () -> {
            var isOurs = recoveries.announce(recovery.id(), now);
            if (isOurs) {
              outbox.append(
                  new RecoveryDue(recovery.user(), recovery.id(), now), ClientContext.none());
            }
            return isOurs;
          });
    } catch (InfrastructureException later) {
      LOG.warn("recovery {} could not be announced", recovery.id().value(), later);
      return false;
    }
  }
}
