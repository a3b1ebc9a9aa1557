package dev.latchkey.application.ratelimit;

import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision;
import java.time.Duration;
import java.util.Arrays;

/**
 * The instants at which one subject was admitted, as long as they count: a ring that grows with
 * what is used of the limit. For one thread at a time.
 */
final class MovingWindow {
  private static final int FIRST_ROOM = 4;

  private long[] ring = new long[FIRST_ROOM];
  private int oldest;
  private int size;

  /** The length that counted when it was last asked. */
  private long length;

  Decision admit(RateLimit limit, long now) {
    length = Nanos.of(limit.window());
    var moment = forgetUntil(now);
    if (size >= limit.limit()) {
      return new Decision.Refused(Duration.ofNanos(at(size - limit.limit()) + length - now));
    }
    add(moment, limit.limit());
    return new Decision.Admitted(limit.limit() - size, limit.window());
  }

  /** How many still count. */
  int counting(long now) {
    forgetUntil(now);
    return size;
  }

  /**
   * Forgets what has left the window. A clock that has gone back stands still for us, unless it was
   * so wrong that what it once showed is of no use.
   *
   * @return the moment that it is, never earlier than what was admitted last
   */
  private long forgetUntil(long now) {
    if (size > 0 && newest() - now > length) {
      size = 0;
    }
    var moment = size == 0 ? now : Math.max(now, newest());
    while (size > 0 && at(0) <= moment - length) {
      oldest = (oldest + 1) % ring.length;
      size--;
    }
    return moment;
  }

  private long newest() {
    return at(size - 1);
  }

  private long at(int index) {
    return ring[(oldest + index) % ring.length];
  }

  private void add(long moment, int most) {
    if (size == ring.length) {
      grow(Math.min(most, 2 * size));
    }
    ring[(oldest + size) % ring.length] = moment;
    size++;
  }

  private void grow(int room) {
    var instants = new long[size];
    Arrays.setAll(instants, this::at);
    ring = Arrays.copyOf(instants, room);
    oldest = 0;
  }
}
