package dev.latchkey.domain.token;

import java.time.Duration;

/**
 * How long an access token may be relied on.
 *
 * @param accessLifetime at most an hour: a resource server that verifies on its own cannot see a
 *     revocation before then
 */
public record TokenPolicy(Duration accessLifetime) {
  public TokenPolicy {
    if (!accessLifetime.isPositive() || accessLifetime.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("an access token lives for up to an hour");
    }
  }
}
