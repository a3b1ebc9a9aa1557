package dev.latchkey.domain.recovery;

import dev.latchkey.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;

/**
 * How long an account without a password waits for its owner to object.
 *
 * @param delay from the start to the mail that sets a password; an hour to 30 days
 * @param window from then on for setting it
 */
public record RecoveryPolicy(Duration delay, Duration window) {
  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  public RecoveryPolicy {
    if (delay.compareTo(SHORTEST) < 0 || delay.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("an owner has an hour to 30 days to object");
    }
    if (!window.isPositive()) {
      throw new IllegalArgumentException("setting a password takes some time");
    }
  }

  /** A day, and then a week. */
  public static RecoveryPolicy standard() {
    return new RecoveryPolicy(Duration.ofDays(1), Duration.ofDays(7));
  }

  /** A recovery that begins now. */
  public Recovery begin(RecoveryId id, UserId user, Instant now) {
    var dueAt = now.plus(delay);
    return new Recovery(id, user, now, dueAt, dueAt.plus(window));
  }
}
