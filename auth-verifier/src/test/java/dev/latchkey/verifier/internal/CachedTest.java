package dev.latchkey.verifier.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.time.MutableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A number that grows with each reading; refreshed after 10 s, due after 20, good for 60. */
class CachedTest {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final MutableTime time = MutableTime.somewhen();
  private final Counter counter = new Counter();
  private final Cached<Integer> cached = new Cached<>(counter, PAUSE, time);

  @Test
  void nothing_is_read_before_somebody_asks_and_then_once() {
    assertThat(counter.readings).hasValue(0);
    assertThat(Race.of(Race.MANY, cached::get)).containsOnly(1);
    assertThat(counter.readings).hasValue(1);
  }

  @Test
  void a_reading_is_refreshed_in_its_time() {
    cached.get();
    advance(9_999);
    assertThat(cached.get()).isEqualTo(1);

    advance(1);
    assertThat(cached.get()).isEqualTo(2);
  }

  @Test
  void a_clock_that_was_set_back_does_not_make_a_reading_last() {
    cached.get();
    time.advance(Duration.ofHours(-1));

    assertThat(cached.get()).isEqualTo(2);
    advance(10_000);
    assertThat(cached.get()).isEqualTo(3);
  }

  @Test
  void a_clock_that_trembles_causes_no_readings() {
    cached.get();
    time.advance(PAUSE.negated());

    assertThat(cached.get()).isEqualTo(1);
  }

  @Test
  void what_is_there_is_found_without_a_reading() {
    cached.get();

    assertThat(cached.find(number -> Optional.of(number + 40))).contains(41);
    assertThat(counter.readings).hasValue(1);
  }

  @Test
  void what_is_not_there_is_looked_for_once_in_a_pause() {
    cached.get();
    advance(1);
    assertThat(Race.of(Race.MANY, () -> cached.find(this::never))).containsOnly(Optional.empty());
    assertThat(counter.readings).hasValue(2);

    advance(1_000);
    cached.find(this::never);
    assertThat(counter.readings).hasValue(3);
  }

  @Test
  void what_came_since_is_found_by_the_first_who_asks() {
    cached.get();
    advance(1);

    assertThat(cached.find(number -> number > 1 ? Optional.of(number) : Optional.empty()))
        .contains(2);
  }

  @Test
  void an_outage_is_told_once_and_so_is_its_end() {
    cached.get();
    counter.away = true;
    for (var second = 0; second < 30; second++) {
      advance(1_000);
      assertThat(cached.get()).isEqualTo(1);
    }
    assertThat(counter.outages).hasValue(1);
    assertThat(counter.recoveries).hasValue(0);

    counter.away = false;
    advance(1_000);
    cached.get();
    advance(10_000);
    cached.get();
    assertThat(counter.outages).hasValue(1);
    assertThat(counter.recoveries).hasValue(1);
  }

  @Test
  void what_was_read_serves_no_longer_than_it_is_good() {
    cached.get();
    counter.away = true;
    advance(59_999);
    assertThat(cached.get()).isEqualTo(1);

    advance(1);
    assertThatExceptionOfType(InfrastructureException.class).isThrownBy(cached::get);
  }

  @Test
  void while_nothing_is_known_the_source_is_asked_once_in_a_pause_all_the_same() {
    counter.away = true;
    Race.of(Race.MANY, this::isOutage);
    assertThat(Race.of(Race.MANY, this::isOutage)).containsOnly(true);
    assertThat(counter.readings).hasValue(1);

    advance(1_000);
    assertThat(Race.of(Race.MANY, this::isOutage)).containsOnly(true);
    assertThat(counter.readings).hasValue(2);
  }

  @Test
  void a_bug_in_the_source_is_thrown_and_locks_nobody_out() {
    counter.broken = true;
    assertThatIllegalStateException().isThrownBy(cached::get);

    counter.broken = false;
    assertThat(Race.of(Race.MANY, cached::get)).containsOnly(2);
  }

  private Optional<Integer> never(Integer number) {
    return Optional.empty();
  }

  private boolean isOutage() {
    try {
      return cached.get() < 0;
    } catch (InfrastructureException away) {
      return true;
    }
  }

  private void advance(long millis) {
    time.advance(Duration.ofMillis(millis));
  }

  private static final class Counter implements Cached.Source<Integer> {
    private final AtomicInteger readings = new AtomicInteger();
    private final AtomicInteger outages = new AtomicInteger();
    private final AtomicInteger recoveries = new AtomicInteger();
    private volatile boolean away;
    private volatile boolean broken;

    @Override
    public Cached.Reading<Integer> read(Instant now) {
      var number = readings.incrementAndGet();
      if (away) {
        throw new InfrastructureException("counting", new IllegalStateException("away"));
      }
      if (broken) {
        throw new IllegalStateException("broken");
      }
      return new Cached.Reading<>(
          number, now.plusSeconds(10), now.plusSeconds(20), now.plusSeconds(60));
    }

    @Override
    public void failed(InfrastructureException why) {
      outages.incrementAndGet();
    }

    @Override
    public void recovered() {
      recoveries.incrementAndGet();
    }
  }
}
