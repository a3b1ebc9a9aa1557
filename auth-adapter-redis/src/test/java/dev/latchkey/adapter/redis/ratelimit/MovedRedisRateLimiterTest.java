package dev.latchkey.adapter.redis.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.redis.Modules;
import dev.latchkey.adapter.redis.RealRedis;
import dev.latchkey.adapter.redis.RedisLink;
import dev.latchkey.adapter.redis.RedisModule;
import dev.latchkey.domain.ratelimit.RateLimiter;
import dev.latchkey.testkit.contract.MovingWindowContract;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The script as it is, but for the line that reads the clock of the server. */
class MovedRedisRateLimiterTest extends MovingWindowContract {
  private static final String READS_THE_CLOCK = "redis.call('TIME')";
  private static final String CLOCK = "clock";

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
    return moved(Modules.link(one));
  }

  @Override
  protected RateLimiter anotherNode() {
    return moved(Modules.link(other));
  }

  private RateLimiter moved(RedisLink link) {
    var limiter = new RedisRateLimiter(link, "test:", script());
    return (limit, subject) -> {
      var now = time.instant();
      var clock = Map.of("s", Long.toString(now.getEpochSecond()), "us", "" + now.getNano() / 1000);
      link.call(commands -> commands.hset(CLOCK, clock));
      return limiter.admit(limit, subject);
    };
  }

  private static Script script() {
    var moved = "redis.call('HMGET', '" + CLOCK + "', 's', 'us')";
    return Script.of(Script.movingWindow().text().replace(READS_THE_CLOCK, moved));
  }

  @Test
  void the_clock_of_the_server_is_read_once() {
    assertThat(Script.movingWindow().text().split(Pattern.quote(READS_THE_CLOCK))).hasSize(2);
  }

  @Test
  void no_more_is_kept_of_a_subject_than_counts() {
    for (var n = 0; n < 50; n++) {
      time.advance(HOUR.dividedBy(7));
      ask();
    }

    var key = redis.tell(commands -> commands.keys("test:*")).getFirst();
    long kept = redis.tell(commands -> commands.llen(key));
    assertThat(kept).isEqualTo(THREE_AN_HOUR.limit());
  }
}
