package dev.latchkey.domain.registration;

import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimit.Budget;
import dev.latchkey.domain.user.EmailAddress;
import java.time.Duration;

/**
 * How long an attempt to register and its codes live, and how often each may be tried.
 *
 * @param lifetime from the start to the last moment of completion
 * @param codes digits, life and wrong answers of a code
 * @param resendAfter the least pause between two mails that were asked for
 * @param continuationLifetime from proving the address to setting the first credential
 * @param wrongCodes per canonical address, over all its registrations
 * @param mails per canonical address and kind of mail
 */
public record RegistrationPolicy(
    Duration lifetime,
    Codes codes,
    Duration resendAfter,
    Duration continuationLifetime,
    RateLimit wrongCodes,
    RateLimit mails) {

  /** 24 hours, a minute, 30 minutes; 20 wrong codes a day and 5 mails an hour per address. */
  public static RegistrationPolicy standard() {
    return new RegistrationPolicy(
        Duration.ofHours(24),
        Codes.standard(),
        Duration.ofMinutes(1),
        Duration.ofMinutes(30),
        new RateLimit("registration-code", 20, Duration.ofDays(1)),
        new RateLimit("registration-mail", 5, Duration.ofHours(1)));
  }

  /** What is left of the wrong codes for this address. */
  public Budget wrongCodesFor(EmailAddress address) {
    return wrongCodes.of(address.value());
  }

  /** What is left of the mails with a code to this address. */
  public Budget codeMailsTo(EmailAddress address) {
    return mails.of("code " + address.value());
  }

  /** What is left of the mails that tell this address of somebody's attempt. */
  public Budget noticeMailsTo(EmailAddress address) {
    return mails.of("notice " + address.value());
  }

  /**
   * What a code is like.
   *
   * @param length digits, 6 to 10
   * @param lifetime from minting; 10 minutes at most (OWASP ASVS 6.5.5)
   * @param wrongAnswers after so many the code is dead
   */
  public record Codes(int length, Duration lifetime, int wrongAnswers) {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    public Codes {
      if (length < 6 || length > 10) {
        throw new IllegalArgumentException("a code has 6 to 10 digits");
      }
      if (!lifetime.isPositive() || lifetime.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("a code lives for up to 10 minutes");
      }
      if (wrongAnswers < 1) {
        throw new IllegalArgumentException("a code may be answered at least once");
      }
    }

    public static Codes standard() {
      return new Codes(8, LONGEST, 5);
    }
  }
}
