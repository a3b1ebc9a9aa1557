package dev.latchkey.application.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimiter;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision.Admitted;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision.Refused;
import dev.latchkey.testkit.contract.MovingWindowContract;
import dev.latchkey.testkit.time.SeededEntropy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InProcessRateLimiterTest extends MovingWindowContract {
  private static final int ROOM = 1024;
  private static final int GREEDY = 200;
  private static final int SEED = 5;

  @Override
  protected RateLimiter limiter() {
    return new InProcessRateLimiter(time, new SeededEntropy(SEED));
  }

  private InProcessRateLimiter small() {
    return new InProcessRateLimiter(time, new SeededEntropy(SEED), ROOM);
  }

  @Test
  void however_many_subjects_come_no_more_are_remembered_than_there_is_room_for() {
    var small = small();

    for (var n = 0; n < 20 * ROOM; n++) {
      small.admit(THREE_AN_HOUR, "stranger-" + n);
    }

    assertThat(small.subjects()).isBetween(ROOM / 2, ROOM);
  }

  @Test
  void who_is_at_his_limit_stays_there_however_many_strangers_come() {
    var small = small();
    for (var n = 0; n < GREEDY; n++) {
      exhaust(small, "greedy-" + n);
    }

    for (var n = 0; n < 20 * ROOM; n++) {
      small.admit(THREE_AN_HOUR, "stranger-" + n);
    }

    for (var n = 0; n < GREEDY; n++) {
      assertThat(small.admit(THREE_AN_HOUR, "greedy-" + n)).isInstanceOf(Refused.class);
    }
  }

  @Test
  void newcomers_are_admitted_however_many_strangers_came_before() {
    var small = small();
    for (var n = 0; n < 20 * ROOM; n++) {
      small.admit(THREE_AN_HOUR, "stranger-" + n);
    }

    assertThat(small.admit(THREE_AN_HOUR, ADA)).isEqualTo(new Admitted(2, HOUR));
  }

  @Test
  void newcomers_are_admitted_even_when_everybody_else_is_at_his_limit() {
    var small = small();
    for (var n = 0; n < 2 * ROOM; n++) {
      for (var m = 0; m < THREE_AN_HOUR.limit(); m++) {
        small.admit(THREE_AN_HOUR, "stranger-" + n);
      }
    }

    assertThat(small.admit(THREE_AN_HOUR, ADA)).isEqualTo(new Admitted(2, HOUR));
  }

  @Test
  void as_long_as_there_is_room_nobody_is_forgotten() {
    var small = small();
    for (var n = 0; n < ROOM / 2; n++) {
      assertThat(small.admit(THREE_AN_HOUR, "stranger-" + n)).isEqualTo(new Admitted(2, HOUR));
    }

    for (var n = 0; n < ROOM / 2; n++) {
      assertThat(small.admit(THREE_AN_HOUR, "stranger-" + n)).isEqualTo(new Admitted(1, HOUR));
    }
  }

  @Test
  void whose_window_is_over_is_forgotten_when_others_come() {
    var small = small();
    for (var n = 0; n < ROOM; n++) {
      small.admit(THREE_AN_HOUR, "stranger-" + n);
    }
    time.advance(HOUR);

    for (var n = 0; n < ROOM / 4; n++) {
      small.admit(THREE_AN_HOUR, "newcomer-" + n);
    }

    assertThat(small.subjects()).isLessThan(ROOM / 2);
  }

  @Test
  void a_window_may_be_as_long_as_it_likes() {
    var once = new RateLimit("once", 1, Duration.ofSeconds(Long.MAX_VALUE));

    assertThat(limiter.admit(once, ADA)).isInstanceOf(Admitted.class);
    time.advance(Duration.ofDays(3650));
    assertThat(limiter.admit(once, ADA)).isInstanceOf(Refused.class);
  }

  private static void exhaust(RateLimiter limiter, String subject) {
    for (var n = 0; n < THREE_AN_HOUR.limit(); n++) {
      assertThat(limiter.admit(THREE_AN_HOUR, subject)).isInstanceOf(Admitted.class);
    }
  }
}
