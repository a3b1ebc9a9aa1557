package dev.latchkey.adapter.redis.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.redis.Modules;
import dev.latchkey.adapter.redis.RealRedis;
import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.requirement.Requirement;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Thirty-two threads in two processes on one real Redis. */
class TwoProcessesTest {
  private static final Duration TIME = Duration.ofSeconds(3);

  @Test
  @Requirement({"S0-31", "S1-64", "S2-04"})
  void in_no_window_is_one_more_admitted_than_the_limit() throws IOException {
    var limit = new RateLimit("race", 40, Duration.ofMillis(500));

    var admissions = race(limit);

    assertThat(admissions.mostIn(limit.window())).isLessThanOrEqualTo(limit.limit());
    assertThat(admissions.admitted()).hasSizeGreaterThan(3 * limit.limit());
  }

  @Test
  void in_one_long_window_the_limit_is_admitted_to_the_last_and_not_one_more() throws IOException {
    var limit = new RateLimit("race", 500, Duration.ofHours(1));

    assertThat(race(limit).admitted()).hasSize(limit.limit());
  }

  private static Admissions race(RateLimit limit) throws IOException {
    var admissions = new Admissions();
    try (var redis = RealRedis.start();
        var other = OtherProcess.start(redis.url(), Race.MANY, limit, TIME);
        var module = Modules.patient(redis.url())) {
      other.begin();
      Race.of(
          Race.MANY,
          () -> {
            admissions.ask(module.rateLimiter(), limit, "ada", TIME);
            return true;
          });
      other.collect(admissions);
    }
    return admissions;
  }
}
