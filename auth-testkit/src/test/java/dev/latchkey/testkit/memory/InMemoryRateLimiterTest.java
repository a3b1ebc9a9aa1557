package dev.latchkey.testkit.memory;

import dev.latchkey.domain.ratelimit.RateLimiter;
import dev.latchkey.testkit.contract.MovingWindowContract;

final class InMemoryRateLimiterTest extends MovingWindowContract {
  private final InMemoryRateLimiter counting = new InMemoryRateLimiter(time);

  @Override
  protected RateLimiter limiter() {
    return counting;
  }
}
