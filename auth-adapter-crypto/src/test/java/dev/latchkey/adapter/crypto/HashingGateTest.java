package dev.latchkey.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.adapter.crypto.CryptoConfig.Gate;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.kernel.OverloadedException;
import dev.latchkey.testkit.contract.Race;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HashingGateTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void work_runs_on_a_platform_thread_of_the_gate() throws Exception {
    try (var gate = new HashingGate(new Gate(1, 1, SECOND))) {
      var name = new StringBuilder();
      Thread.ofVirtual()
          .start(
              () ->
                  name.append(
                      BusyGate.pass(
                          gate,
                          () ->
                              Thread.currentThread().isVirtual()
                                  + Thread.currentThread().getName())))
          .join();

      assertThat(name).hasToString("falselatchkey-hashing-1");
    }
  }

  @Test
  void when_all_places_are_taken_the_next_is_turned_away_before_any_work() throws Exception {
    try (var busy = new BusyGate()) {
      var worked = new AtomicBoolean();

      assertThatExceptionOfType(OverloadedException.class)
          .isThrownBy(() -> BusyGate.pass(busy.gate(), () -> worked.getAndSet(true)))
          .satisfies(full -> assertThat(full.retryAfter()).isEqualTo(BusyGate.RETRY_AFTER));
      assertThat(worked).isFalse();
    }
  }

  @Test
  void a_place_is_held_from_before_the_work_until_it_is_left() {
    try (var gate = new HashingGate(new Gate(1, 1, SECOND))) {
      var first = gate.enter();
      var second = gate.enter();
      assertThatExceptionOfType(OverloadedException.class).isThrownBy(gate::enter);

      first.close();
      first.close();
      var third = gate.enter();
      assertThatExceptionOfType(OverloadedException.class).isThrownBy(gate::enter);

      assertThat(second.<String>pass(() -> "one")).isEqualTo("one");
      assertThat(third.<String>pass(() -> "other")).isEqualTo("other");
    }
  }

  @Test
  void when_a_place_is_free_again_the_next_gets_through() throws Exception {
    try (var busy = new BusyGate()) {
      busy.release();
      busy.waiting().join();

      assertThat(BusyGate.<String>pass(busy.gate(), () -> "through")).isEqualTo("through");
    }
  }

  @Test
  void as_much_work_at_a_time_as_permits_and_no_more() {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    var four = new CyclicBarrier(4);
    try (var gate = new HashingGate(new Gate(4, 100, SECOND))) {
      Race.of(
          Race.MANY,
          () ->
              BusyGate.pass(
                  gate,
                  () -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    meet(four);
                    return inside.decrementAndGet();
                  }));
    }

    assertThat(most).hasValue(4);
  }

  @Test
  void whoever_gives_up_waiting_leaves_his_place() throws Exception {
    try (var busy = new BusyGate()) {
      busy.waiting().interrupt();
      busy.waiting().join();

      assertThat(busy.gate().waiting()).isZero();
    }
  }

  @Test
  void an_interrupted_caller_stays_interrupted() throws Exception {
    try (var busy = new BusyGate()) {
      busy.waiting().interrupt();
      busy.waiting().join();
      Thread.currentThread().interrupt();

      assertThatExceptionOfType(InfrastructureException.class)
          .isThrownBy(() -> BusyGate.pass(busy.gate(), () -> "never"));
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void work_that_fails_is_an_outage_with_its_cause() {
    try (var gate = new HashingGate(new Gate(1, 1, SECOND))) {
      assertThatExceptionOfType(InfrastructureException.class)
          .isThrownBy(
              () ->
                  BusyGate.pass(
                      gate,
                      () -> {
                        throw new IllegalStateException("no memory");
                      }))
          .withRootCauseInstanceOf(IllegalStateException.class);
      assertThat(BusyGate.<String>pass(gate, () -> "still here")).isEqualTo("still here");
    }
  }

  @Test
  void a_closed_gate_lets_nobody_through_and_can_be_closed_again() {
    var gate = new HashingGate(new Gate(1, 1, SECOND));
    gate.close();
    gate.close();

    assertThatExceptionOfType(OverloadedException.class)
        .isThrownBy(() -> BusyGate.pass(gate, () -> "in"));
  }

  private static void meet(CyclicBarrier others) {
    try {
      others.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
      throw new AssertionError(alone);
    }
  }
}
