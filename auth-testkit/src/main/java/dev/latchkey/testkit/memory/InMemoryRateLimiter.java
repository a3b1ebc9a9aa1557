package dev.latchkey.testkit.memory;

import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimiter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * A limiter that remembers the instant of everything it admitted. Safe for any number of threads.
 */
public final class InMemoryRateLimiter implements RateLimiter {
  private final Map<Key, Deque<Instant>> admitted = new HashMap<>();
  private final InstantSource time;

  public InMemoryRateLimiter(InstantSource time) {
    this.time = time;
  }

  /** Counters are kept under the name of the limit, so that its numbers may change. */
  private record Key(String limit, String subject) {}

  @Override
  public synchronized Decision admit(RateLimit limit, String subject) {
    var now = time.instant();
    var counted =
        admitted.computeIfAbsent(new Key(limit.name(), subject), any -> new ArrayDeque<>());
    if (!counted.isEmpty() && counted.getLast().minus(limit.window()).isAfter(now)) {
      // The clock was wrong, or is: nobody is locked out until the time that it showed.
      counted.clear();
    }
    while (!counted.isEmpty() && !counted.getFirst().plus(limit.window()).isAfter(now)) {
      counted.removeFirst();
    }
    if (counted.size() >= limit.limit()) {
      return new Decision.Refused(untilOneMore(counted, limit, now));
    }
    counted.addLast(now);
    return new Decision.Admitted(limit.limit() - counted.size(), limit.window());
  }

  /** With a limit that was lowered, more than one must go before the next comes. */
  private static Duration untilOneMore(Deque<Instant> counted, RateLimit limit, Instant now) {
    var inTheWay = counted.stream().skip(counted.size() - limit.limit()).findFirst().orElseThrow();
    return Duration.between(now, inTheWay.plus(limit.window()));
  }
}
