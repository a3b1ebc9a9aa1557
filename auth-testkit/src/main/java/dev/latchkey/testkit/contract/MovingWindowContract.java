package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision.Admitted;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision.Refused;
import dev.latchkey.testkit.requirement.Requirement;
import dev.latchkey.testkit.time.MutableTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/**
 * What every {@link dev.latchkey.domain.ratelimit.RateLimiter} promises about windows that move,
 * for those that can be told the time: they go by {@link #time}.
 *
 * <p>Every instant has whole microseconds, as storages keep them.
 */
public abstract class MovingWindowContract extends RateLimiterContract {
  private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);

  /** The clock that the limiter under test goes by. */
  protected final MutableTime time = MutableTime.somewhen();

  @Test
  void one_more_is_admitted_at_the_very_instant_that_was_told_and_not_a_tick_before() {
    ask();
    time.advance(Duration.ofMinutes(10));
    ask();
    ask();
    time.advance(Duration.ofMinutes(20));

    assertThat(ask()).isEqualTo(new Refused(Duration.ofMinutes(30)));
    time.advance(Duration.ofMinutes(30).minus(TICK));
    assertThat(ask()).isEqualTo(new Refused(TICK));
    time.advance(TICK);
    assertThat(ask()).isEqualTo(new Admitted(0, HOUR));
    assertThat(ask()).isEqualTo(new Refused(Duration.ofMinutes(10)));
  }

  @Test
  void the_limit_is_whole_again_at_the_instant_that_was_told_and_not_a_tick_before() {
    ask();
    time.advance(Duration.ofMinutes(10));
    assertThat(ask()).isEqualTo(new Admitted(1, HOUR));

    time.advance(HOUR.minus(TICK));
    assertThat(ask()).isEqualTo(new Admitted(1, HOUR));
    time.advance(HOUR);
    assertThat(ask()).isEqualTo(new Admitted(2, HOUR));
  }

  @Test
  void being_refused_costs_nothing() {
    exhaust();
    for (var n = 0; n < 30; n++) {
      time.advance(Duration.ofMinutes(1));
      assertThat(ask()).isInstanceOf(Refused.class);
    }

    time.advance(Duration.ofMinutes(30));

    exhaust();
    assertThat(ask()).isInstanceOf(Refused.class);
  }

  /** A window that jumps would admit six here. */
  @Test
  void what_came_late_in_one_hour_counts_in_the_next() {
    time.advance(Duration.ofMinutes(59));
    exhaust();
    time.advance(Duration.ofMinutes(2));

    assertThat(ask()).isInstanceOf(Refused.class);
  }

  @Test
  void a_clock_that_goes_back_a_little_admits_nothing_extra() {
    exhaust();
    time.advance(Duration.ofSeconds(-90));

    assertThat(ask()).isInstanceOf(Refused.class);
    time.advance(Duration.ofSeconds(90));
    assertThat(ask()).isEqualTo(new Refused(HOUR));
  }

  /** Or else one wrong clock would lock everybody out until the time that it showed. */
  @Test
  void a_clock_that_goes_back_by_more_than_a_window_locks_nobody_out() {
    exhaust();
    time.advance(HOUR.multipliedBy(-2));

    exhaust();
    assertThat(ask()).isInstanceOf(Refused.class);
  }

  @Test
  @Requirement("S0-19")
  void in_no_window_at_any_offset_are_more_admitted_than_the_limit() {
    for (var seed = 1; seed <= 4; seed++) {
      var chance = RandomGeneratorFactory.of("L64X128MixRandom").create(20261121L + seed);
      new Walk(chance, new RateLimit("walk" + seed, 1 + chance.nextInt(8), someWindow(chance)))
          .steps(400);
    }
  }

  private static Duration someWindow(RandomGenerator chance) {
    return Duration.of(1 + chance.nextLong(HOUR.toMillis() * 1000), ChronoUnit.MICROS);
  }

  /** Asks for several subjects at odd moments, and compares with a list of what was admitted. */
  private final class Walk {
    private final RandomGenerator chance;
    private final RateLimit limit;
    private final Map<String, List<Instant>> admitted = new TreeMap<>();

    Walk(RandomGenerator chance, RateLimit limit) {
      this.chance = chance;
      this.limit = limit;
    }

    void steps(int count) {
      for (var n = 0; n < count; n++) {
        time.advance(pause());
        step("subject-" + chance.nextInt(3));
      }
      admitted.values().forEach(this::isExact);
      assertThat(admitted).hasSize(3);
    }

    /** Mostly short, sometimes none, sometimes to the tick a whole window. */
    private Duration pause() {
      var window = limit.window().toNanos() / 1000;
      var micros =
          switch (chance.nextInt(8)) {
            case 0 -> 0;
            case 1 -> window;
            case 2 -> Math.max(0, window - 1);
            default -> chance.nextLong(1 + window / limit.limit());
          };
      return Duration.of(micros, ChronoUnit.MICROS);
    }

    private void step(String subject) {
      var mine = admitted.computeIfAbsent(subject, any -> new ArrayList<>());
      var expected = expected(mine);
      assertThat(limiter.admit(limit, subject)).isEqualTo(expected);
      if (expected instanceof Admitted) {
        mine.add(time.instant());
      }
    }

    private Decision expected(List<Instant> mine) {
      var now = time.instant();
      var counting = mine.stream().filter(at -> at.plus(limit.window()).isAfter(now)).toList();
      return counting.size() < limit.limit()
          ? new Admitted(limit.limit() - counting.size() - 1, limit.window())
          : new Refused(Duration.between(now, counting.getFirst().plus(limit.window())));
    }

    /** Whoever comes so many after another comes a whole window after him. */
    private void isExact(List<Instant> mine) {
      for (var n = limit.limit(); n < mine.size(); n++) {
        assertThat(Duration.between(mine.get(n - limit.limit()), mine.get(n)))
            .isGreaterThanOrEqualTo(limit.window());
      }
    }
  }
}
