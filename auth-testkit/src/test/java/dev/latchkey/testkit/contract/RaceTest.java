package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RaceTest {

  @Test
  void answers_come_in_the_order_of_the_callers() {
    assertThat(Race.<Integer>between(List.of(() -> 1, () -> 2, () -> 3))).containsExactly(1, 2, 3);
  }

  /** The racers meet: none would get past the barrier if they ran one after the other. */
  @Test
  void all_run_at_the_same_time() {
    var meeting = new CyclicBarrier(Race.MANY);

    assertThat(Race.of(Race.MANY, () -> meeting.await(10, TimeUnit.SECONDS)))
        .hasSize(Race.MANY)
        .doesNotHaveDuplicates();
  }

  @Test
  void what_a_racer_throws_is_thrown() {
    var fault = new ArithmeticException("a bug");
    Callable<Integer> failing =
        () -> {
          throw fault;
        };

    assertThatThrownBy(() -> Race.<Integer>between(List.of(() -> 1, failing))).isSameAs(fault);
  }
}
