package dev.latchkey.domain.passkey;

import dev.latchkey.domain.passkey.PasskeyCeremony.UserVerification;
import java.time.Duration;

/**
 * What passkeys have to be like.
 *
 * @param verification asked of whoever signs up, signs in or shows anew who he is
 * @param patience how long a ceremony may take
 * @param limit passkeys of one user, 1 or more
 */
public record PasskeyPolicy(UserVerification verification, Duration patience, int limit) {
  public PasskeyPolicy {
    if (!patience.isPositive() || limit < 1) {
      throw new IllegalArgumentException("some passkey can be made in some time");
    }
  }

  /** Users are verified, have 5 minutes (the longest that Level 3 recommends), and 20 passkeys. */
  public static PasskeyPolicy standard() {
    return new PasskeyPolicy(UserVerification.REQUIRED, Duration.ofMinutes(5), 20);
  }
}
