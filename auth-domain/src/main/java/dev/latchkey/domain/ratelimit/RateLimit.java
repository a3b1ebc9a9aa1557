package dev.latchkey.domain.ratelimit;

import java.time.Duration;

/**
 * So many within any stretch of time of this length, at whatever offset (a moving window).
 *
 * @param name what is counted; stable, since counters are kept under it
 * @param limit 1 or more; memory and cost of a counter grow with it
 * @param window positive
 */
public record RateLimit(String name, int limit, Duration window) {
  public RateLimit {
    if (limit < 1 || !window.isPositive()) {
      throw new IllegalArgumentException("a limit allows something for a while");
    }
  }

  /** The budget of one subject under this limit. */
  public Budget of(String subject) {
    return new Budget(this, subject);
  }

  /**
   * A limit for one subject, such as one canonical address. Storages keep a digest of the subject,
   * not the subject.
   */
  public record Budget(RateLimit limit, String subject) {
    @Override
    public String toString() {
      return "Budget[" + limit.name() + "]";
    }
  }
}
