package dev.latchkey.domain.leaving;

import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimit.Budget;
import dev.latchkey.domain.user.EmailAddress;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a user may think better of it, and how many mails that may take.
 *
 * @param grace from the wish to the deletion; the account works as before meanwhile
 * @param mails per canonical address
 */
public record LeavingPolicy(Duration grace, RateLimit mails) {
  private static final Duration LONGEST = Duration.ofDays(30);

  public LeavingPolicy {
    if (!grace.isPositive() || grace.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("whoever wants to leave is gone within 30 days");
    }
  }

  /** A week, and 5 mails an hour per address. */
  public static LeavingPolicy standard() {
    return new LeavingPolicy(
        Duration.ofDays(7), new RateLimit("deletion-mail", 5, Duration.ofHours(1)));
  }

  /** When an account is to be deleted whose user says so now. */
  public Instant deleteAt(Instant now) {
    return now.plus(grace);
  }

  /** What is left of the mails to this address. */
  public Budget mailsTo(EmailAddress address) {
    return mails.of(address.value());
  }
}
