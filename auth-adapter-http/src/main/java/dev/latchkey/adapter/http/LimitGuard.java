package dev.latchkey.adapter.http;

import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.ProblemException;
import dev.latchkey.adapter.http.routing.ProblemReply;
import dev.latchkey.adapter.http.routing.Quota;
import dev.latchkey.adapter.http.routing.RequestFrame;
import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimiter;

/**
 * Counts requests and refuses those that are too many: first all from one address, then those of
 * one operation by address, and last those by account. What is cheap to know is asked first, so
 * that a flood is refused before anything is read or looked up.
 *
 * <p>It knows routes and not paths: however a path is spelled, what leads to a route counts there.
 */
final class LimitGuard {
  private final RateLimiter limiter;
  private final RatePolicy policy;

  LimitGuard(RateLimiter limiter, RatePolicy policy) {
    this.limiter = limiter;
    this.policy = policy;
  }

  /** Returns when the client's address may ask this; nothing but the address is looked at. */
  void admit(RequestFrame frame, Limits limits) {
    frame.refuseBy(policy.fields(limits));
    if (limits != Limits.NOTHING) {
      count(policy.everything(), frame.clientKey());
      for (var quota : limits.quotas()) {
        if (quota.per() == Quota.Per.ADDRESS) {
          count(policy.of(limits, quota), frame.clientKey());
        }
      }
    }
  }

  /**
   * Returns when this may be asked about the account.
   *
   * @param account in its one canonical form, whether there is such an account or not
   */
  void admit(RequestFrame frame, Limits limits, String account) {
    for (var quota : limits.quotas()) {
      switch (quota.per()) {
        case ADDRESS -> {}
        case ACCOUNT -> count(policy.of(limits, quota), account);
        case ADDRESS_AND_ACCOUNT ->
            count(policy.of(limits, quota), frame.clientKey() + ' ' + account);
      }
    }
  }

  private void count(RateLimit limit, String subject) {
    if (policy.enforced()
        && limiter.admit(limit, subject) instanceof RateLimiter.Decision.Refused(var retryAfter)) {
      throw new ProblemException(ProblemReply.tooMany(retryAfter));
    }
  }
}
