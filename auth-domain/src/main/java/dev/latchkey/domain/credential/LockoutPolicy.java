package dev.latchkey.domain.credential;

import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimit.Budget;
import java.time.Duration;
import java.util.List;

/**
 * How many wrong passwords an account takes, from strangers and from each known device apart.
 *
 * <p>After a burst of them the next tries wait longer and longer; after {@link #cap} in a row, over
 * however long a time, that side is refused until the password is set anew (NIST SP 800-63B-4,
 * section 3.2.2). A right one starts its own side anew.
 *
 * @param burst wrong answers in a row that cost no waiting, 1 or more
 * @param pauses what the following tries wait, from the answer before; the last one repeats
 * @param quiet after so long without a wrong answer a burst starts anew; the cap does not
 * @param cap wrong answers in a row, 1 to 100
 */
public record LockoutPolicy(int burst, List<Duration> pauses, Duration quiet, int cap) {
  private static final int NIST_CAP = 100;

  /** A notice that an account is being guessed at is sent once in this time at most. */
  public static final Duration BETWEEN_NOTICES = Duration.ofDays(1);

  public LockoutPolicy {
    pauses = List.copyOf(pauses);
    if (burst < 1 || pauses.isEmpty() || pauses.stream().anyMatch(pause -> !pause.isPositive())) {
      throw new IllegalArgumentException("after some wrong answers the next ones wait");
    }
    if (!quiet.isPositive() || cap < 1 || cap > NIST_CAP) {
      throw new IllegalArgumentException("a series of wrong answers ends at 1 to 100");
    }
  }

  /** After 5, the next ones wait 1, 2, 4, 8 and then 15 minutes; an hour ends a burst. */
  public static LockoutPolicy standard() {
    var minutes = List.of(1, 2, 4, 8, 15);
    return new LockoutPolicy(
        5, minutes.stream().map(Duration::ofMinutes).toList(), Duration.ofHours(1), NIST_CAP);
  }

  /** The rule that many know: so many wrong ones, then nothing for so long, and then anew. */
  public static LockoutPolicy classic(int threshold, Duration lockout) {
    return new LockoutPolicy(threshold, List.of(lockout), lockout, NIST_CAP);
  }

  /** What the next try waits after so many wrong ones in a burst; zero when it need not. */
  public Duration pauseAfter(int wrong) {
    return wrong < burst ? Duration.ZERO : pauses.get(Math.min(wrong - burst, pauses.size() - 1));
  }

  /** What is left of the notices about guesses at this account. */
  public Budget noticesOf(Account account) {
    return new RateLimit("guess-notice", 1, BETWEEN_NOTICES).of(account.key().toString());
  }

  /** The same for notices that the password was shown again in a running session. */
  public Budget proofNoticesOf(Account account) {
    return new RateLimit("proof-notice", 1, BETWEEN_NOTICES).of(account.key().toString());
  }
}
