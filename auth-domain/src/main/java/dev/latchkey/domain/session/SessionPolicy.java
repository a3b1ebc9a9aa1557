package dev.latchkey.domain.session;

import java.time.Duration;

/**
 * How long sessions live.
 *
 * @param idle a session unused for this long is over
 * @param absolute no session is older than this, however busy
 * @param grace how long a spent refresh token still leads to its successor
 * @param limit live sessions of one user; when there is one more, the oldest ends
 */
public record SessionPolicy(Duration idle, Duration absolute, Duration grace, int limit) {
  public SessionPolicy {
    if (!idle.isPositive() || !absolute.isPositive() || grace.isNegative()) {
      throw new IllegalArgumentException("a session lives for a positive time");
    }
    if (limit < 1) {
      throw new IllegalArgumentException("a user has at least one session");
    }
    if (idle.compareTo(absolute) > 0) {
      throw new IllegalArgumentException("the idle limit is longer than the absolute one");
    }
  }
}
