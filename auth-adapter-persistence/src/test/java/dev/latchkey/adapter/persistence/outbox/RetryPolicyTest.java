package dev.latchkey.adapter.persistence.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private static final RetryPolicy STANDARD = RetryPolicy.standard();

  @Test
  void the_pauses_double_up_to_the_longest() {
    assertThat(IntStream.of(1, 2, 3, 10, 11).mapToObj(failures -> pause(failures, 0)))
        .containsExactly(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(512),
            Duration.ofMinutes(10));
  }

  @Test
  void the_last_try_has_no_pause_after_it() {
    assertThat(STANDARD.pauseAfter(29, 0)).isPresent();
    assertThat(STANDARD.pauseAfter(30, 0)).isEmpty();
  }

  @Test
  void a_receiver_may_be_away_for_hours() {
    assertThat(total(0)).isBetween(Duration.ofMinutes(205), Duration.ofMinutes(210));
    assertThat(total(999)).isBetween(Duration.ofMinutes(103), Duration.ofMinutes(105));
  }

  private static Duration total(int spread) {
    return IntStream.range(1, 30)
        .mapToObj(failures -> pause(failures, spread))
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Test
  void deliveries_that_failed_together_come_back_apart_but_not_too_soon() {
    var pauses = IntStream.range(-500, 500).mapToObj(spread -> pause(3, spread)).toList();

    assertThat(pauses.stream().distinct()).hasSize(1000);
    assertThat(pauses)
        .allSatisfy(
            pause -> assertThat(pause).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4)));
  }

  @Test
  void a_policy_of_many_tries_does_not_overflow() {
    var patient = new RetryPolicy(Integer.MAX_VALUE, Duration.ofDays(1), Duration.ofDays(2));

    assertThat(patient.pauseAfter(1_000_000, 0)).contains(Duration.ofDays(2));
  }

  @Test
  void a_policy_without_a_try_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO));
    assertThat(new RetryPolicy(1, Duration.ZERO, Duration.ZERO).pauseAfter(1, 0)).isEmpty();
  }

  private static Duration pause(int failures, int spread) {
    return STANDARD.pauseAfter(failures, spread).orElseThrow();
  }
}
