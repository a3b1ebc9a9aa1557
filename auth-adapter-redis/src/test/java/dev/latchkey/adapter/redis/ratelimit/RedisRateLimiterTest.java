package dev.latchkey.adapter.redis.ratelimit;

import dev.latchkey.adapter.redis.Modules;
import dev.latchkey.adapter.redis.RealRedis;
import dev.latchkey.adapter.redis.RedisModule;
import dev.latchkey.domain.ratelimit.RateLimiter;
import dev.latchkey.testkit.contract.RateLimiterContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** By the clock of a real server. */
class RedisRateLimiterTest extends RateLimiterContract {
  private static RealRedis redis;
  private static RedisModule one;
  private static RedisModule other;

  @BeforeAll
  static void start() {
    redis = RealRedis.start();
    one = Modules.patient(redis.url());
    other = Modules.patient(redis.url());
  }

  @AfterAll
  static void stop() {
    one.close();
    other.close();
    redis.close();
  }

  @Override
  protected RateLimiter limiter() {
    redis.flush();
    return one.rateLimiter();
  }

  @Override
  protected RateLimiter anotherNode() {
    return other.rateLimiter();
  }
}
