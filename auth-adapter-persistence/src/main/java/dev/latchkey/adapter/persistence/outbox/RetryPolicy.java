package dev.latchkey.adapter.persistence.outbox;

import java.time.Duration;
import java.util.Optional;

/**
 * How often a delivery is tried, and how long the pauses grow: each is twice the one before, up to
 * the longest, shortened by up to a half so that what failed together does not come back together.
 *
 * @param tries the last of them parks the delivery; 1 or more
 * @param firstPause after the first failure, at most
 * @param longestPause between any two tries
 */
public record RetryPolicy(int tries, Duration firstPause, Duration longestPause) {
  private static final int DOUBLINGS = 30;
  private static final int STEPS = 1000;

  public RetryPolicy {
    if (tries < 1 || firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException("a retry policy that nothing can follow");
    }
  }

  /**
   * Thirty tries. They double their pauses for a quarter of an hour, and go on every ten minutes at
   * most: a receiver may be away for an hour and three quarters at least, and for three and a half
   * at most, before anything is parked.
   */
  public static RetryPolicy standard() {
    return new RetryPolicy(30, Duration.ofSeconds(1), Duration.ofMinutes(10));
  }

  /**
   * The pause after so many failures; empty after the last try.
   *
   * @param spread any number that differs between deliveries; it chooses the shortening
   */
  Optional<Duration> pauseAfter(int failures, int spread) {
    return failures >= tries ? Optional.empty() : Optional.of(shortened(full(failures), spread));
  }

  private Duration full(int failures) {
    var doubled = firstPause.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
    return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
  }

  private static Duration shortened(Duration full, int spread) {
    return full.minus(full.multipliedBy(Math.floorMod(spread, STEPS)).dividedBy(2L * STEPS));
  }
}
