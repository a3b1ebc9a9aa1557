package dev.latchkey.domain.ratelimit;

import java.time.Duration;

/**
 * So many within any stretch of time of this length, at whatever offset (a moving window).
 *
 * @param name what is counted; stable, since counters are kept under it
 * @param limit 1 or more; the memory of one counter grows with it
 * @param window positive
 */
public record RateLimit(String name, int limit, Duration window) {
  public RateLimit {
    if (limit < 1 || !window.isPositive()) {
      throw new IllegalArgumentException("a limit allows something for a while");
    }
  }
}
