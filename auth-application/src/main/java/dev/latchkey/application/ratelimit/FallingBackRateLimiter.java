package dev.latchkey.application.ratelimit;

import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimiter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the limiter that all nodes share, and while that one is away admits this node's share.
 *
 * <p>The shared one may come back without its memory. So for one window after it was last away both
 * must admit. Then in any window no more are admitted than the limit before it went away, and no
 * more than the limit by all shares from then on: twice the limit where a window straddles the
 * switch, and never more. Afterwards the shared one alone is exact again.
 *
 * <p>Whoever is refused by the shared one in that one window was counted in the share: the only
 * case in which being refused costs something.
 */
public final class FallingBackRateLimiter implements RateLimiter {
  private static final Logger LOG = LoggerFactory.getLogger(FallingBackRateLimiter.class);

  private final RateLimiter shared;
  private final RateLimiter share;
  private final InstantSource time;
  private final AtomicReference<Instant> lastAway = new AtomicReference<>(Instant.MIN);
  private final AtomicBoolean isAway = new AtomicBoolean();

  /**
   * @param shared exact for all nodes together; {@link InfrastructureException} while it is away
   * @param share what this node may admit on its own
   */
  public FallingBackRateLimiter(RateLimiter shared, RateLimiter share, InstantSource time) {
    this.shared = shared;
    this.share = share;
    this.time = time;
  }

  @Override
  public Decision admit(RateLimit limit, String subject) {
    return isSettled(limit) ? askShared(limit, subject) : askBoth(limit, subject);
  }

  private Decision askShared(RateLimit limit, String subject) {
    var decision = fromShared(limit, subject);
    // Once more: it may have been lost since, and what answered may have been empty.
    return decision.isPresent() && isSettled(limit)
        ? decision.get()
        : fewer(share.admit(limit, subject), decision);
  }

  private Decision askBoth(RateLimit limit, String subject) {
    var mine = share.admit(limit, subject);
    return mine instanceof Decision.Refused ? mine : fewer(mine, fromShared(limit, subject));
  }

  private Optional<Decision> fromShared(RateLimit limit, String subject) {
    try {
      var decision = shared.admit(limit, subject);
      found();
      return Optional.of(decision);
    } catch (InfrastructureException away) {
      lost(away.toString());
      return Optional.empty();
    }
  }

  /**
   * To be told when the shared one was away for a moment, even if nobody asked it meanwhile: it may
   * have lost its memory.
   */
  public void lost(String reason) {
    var now = time.instant();
    lastAway.accumulateAndGet(now, (one, other) -> one.isAfter(other) ? one : other);
    if (isAway.compareAndSet(false, true)) {
      LOG.atWarn()
          .addKeyValue("reason", reason)
          .log("the shared rate limiter is away: this node admits its share");
    }
  }

  private void found() {
    if (isAway.get() && isAway.compareAndSet(true, false)) {
      LOG.atInfo().log("the shared rate limiter is back");
    }
  }

  private boolean isSettled(RateLimit limit) {
    var last = lastAway.get();
    return last.equals(Instant.MIN) || !last.plus(limit.window()).isAfter(time.instant());
  }

  private static Decision fewer(Decision mine, Optional<Decision> shared) {
    return shared.filter(other -> rest(other) < rest(mine)).orElse(mine);
  }

  /** How many may still follow, where being refused is less than nothing. */
  private static int rest(Decision decision) {
    return switch (decision) {
      case Decision.Admitted admitted -> admitted.remaining();
      case Decision.Refused refused -> -1;
    };
  }
}
