package dev.latchkey.domain.credential;

import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimit.Budget;
import dev.latchkey.domain.user.EmailAddress;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a lost password may be replaced by the token from a mail.
 *
 * @param patience from the request to the last moment at which its mail may leave
 * @param tokenLifetime from the sending of the mail; 10 minutes at most (OWASP ASVS 6.5.5)
 * @param requests that are noted per canonical address; each is answered by one mail
 */
public record PasswordResetPolicy(Duration patience, Duration tokenLifetime, RateLimit requests) {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  public PasswordResetPolicy {
    if (!patience.isPositive()) {
      throw new IllegalArgumentException("a mail needs some time to leave");
    }
    if (!tokenLifetime.isPositive() || tokenLifetime.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a reset token lives for up to 10 minutes");
    }
  }

  /** An hour for the mail to leave, 10 minutes for its token, 5 mails an hour per address. */
  public static PasswordResetPolicy standard() {
    return new PasswordResetPolicy(
        Duration.ofHours(1), LONGEST, new RateLimit("password-reset-mail", 5, Duration.ofHours(1)));
  }

  /** A request that is made now. */
  public PasswordResetRequest request(PasswordResetId id, EmailAddress email, Instant now) {
    return new PasswordResetRequest(id, email, now, now.plus(patience));
  }

  /** What is left of the requests, and so of the mails, for this address. */
  public Budget requestsFor(EmailAddress address) {
    return requests.of(address.value());
  }
}
