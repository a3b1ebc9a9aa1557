package dev.latchkey.adapter.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testkit.contract.Eventually;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.time.MutableTime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InBackgroundTest {
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final MutableTime time = MutableTime.somewhen();
  private final AtomicInteger made = new AtomicInteger();

  @Test
  void it_is_there_after_a_while_and_made_once() throws Exception {
    var finish = new CountDownLatch(1);
    var thing = of(finish);

    assertThat(Race.of(Race.MANY, () -> thing.get().isEmpty())).containsOnly(true);
    finish.countDown();

    Eventually.holds(() -> assertThat(thing.get()).contains(1));
    assertThat(Race.of(Race.MANY, () -> thing.get().orElseThrow())).containsOnly(1);
    assertThat(made).hasValue(1);
  }

  private InBackground<Integer> of(CountDownLatch finish) {
    return new InBackground<>(
        "test",
        () -> {
          finish.await();
          return made.incrementAndGet();
        },
        PAUSE,
        time);
  }

  @Test
  void a_failure_is_logged_once_and_tried_again_after_a_while() {
    try (var log = LogLines.of(InBackground.class)) {
      var thing = failing();

      thing.get();
      Eventually.holds(() -> assertThat(log.lines()).hasSize(1));
      assertThat(thing.get()).isEmpty();
      assertThat(made).hasValue(1);

      time.advance(PAUSE);
      Eventually.holds(
          () -> {
            assertThat(thing.get()).isEmpty();
            assertThat(made).hasValue(2);
          });
      time.advance(PAUSE);
      Eventually.holds(() -> assertThat(thing.get()).contains(3));
      assertThat(log.lines()).singleElement().asString().contains("could not be made");
    }
  }

  /** Twice, once badly. */
  private InBackground<Integer> failing() {
    return new InBackground<>(
        "test",
        () -> {
          return switch (made.incrementAndGet()) {
            case 1 -> throw new IllegalStateException("first");
            case 2 -> throw new StackOverflowError("second");
            default -> made.get();
          };
        },
        PAUSE,
        time);
  }
}
