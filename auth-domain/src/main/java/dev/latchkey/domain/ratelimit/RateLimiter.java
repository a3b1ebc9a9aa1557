package dev.latchkey.domain.ratelimit;

import java.time.Duration;

/**
 * Bounds how often something is done, by whom or to whom.
 *
 * <p>Exact: in no window of a limit's length, at whatever offset, are more than the limit admitted
 * for one subject, however many ask at once. Being refused costs nothing. Counters are kept under
 * the name of the limit: under another number of the same name what was admitted still counts. What
 * bounds guesses at a secret is {@link dev.latchkey.domain.credential.GuessBudgets} and not this: a
 * limiter may forget what it counted when what it counts in is lost.
 */
public interface RateLimiter {

  /**
   * Admits one more for this subject, or not. Never waits longer than a fraction of a second.
   *
   * @param subject any text, of any length; storages keep a digest of it
   * @throws dev.latchkey.domain.kernel.InfrastructureException when what it counts in does not
   *     answer; nobody was admitted then, though one may have been counted
   */
  Decision admit(RateLimit limit, String subject);

  /** Whether one more may be done. */
  sealed interface Decision {
    /**
     * It may.
     *
     * @param remaining how many more may follow at once
     * @param reset until the limit is whole again if nothing follows
     */
    record Admitted(int remaining, Duration reset) implements Decision {}

    /**
     * It may not.
     *
     * @param retryAfter positive: until one more will be admitted
     */
    record Refused(Duration retryAfter) implements Decision {}
  }
}
