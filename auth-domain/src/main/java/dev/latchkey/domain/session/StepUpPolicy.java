package dev.latchkey.domain.session;

import java.time.Duration;
import java.time.Instant;

/**
 * How long ago somebody may have shown who he is when he asks for something that cannot be taken
 * back (RFC 9470).
 *
 * @param maxAge up to an hour
 */
public record StepUpPolicy(Duration maxAge) {
  private static final Duration LONGEST = Duration.ofHours(1);

  public StepUpPolicy {
    if (!maxAge.isPositive() || maxAge.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("freshly signed in means within the hour");
    }
  }

  /** Whether that is fresh enough; not any more at the very instant it has that age. */
  public boolean isFresh(Instant authenticatedAt, Instant now) {
    return authenticatedAt.plus(maxAge).isAfter(now);
  }
}
