package dev.latchkey.application.ratelimit;

import java.time.Duration;
import java.time.Instant;

/** Instants and durations as numbers, which take the least room; good until the year 2262. */
final class Nanos {
  private static final long SECOND = 1_000_000_000L;
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 4);

  private Nanos() {}

  static long of(Instant instant) {
    return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano());
  }

  /** Decades stand for all that is longer. */
  static long of(Duration duration) {
    return duration.compareTo(LONGEST) < 0 ? duration.toNanos() : LONGEST.toNanos();
  }
}
