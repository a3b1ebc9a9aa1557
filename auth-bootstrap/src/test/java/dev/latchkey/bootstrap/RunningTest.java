package dev.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RunningTest {
  private final AtomicInteger closed = new AtomicInteger();
  private final Running running = new Running();

  @Test
  void it_runs_until_it_is_stopped() throws Exception {
    var end = started(new CountDownLatch(0));
    running.stop();
    end.get(20, TimeUnit.SECONDS);
    assertThat(closed).hasValue(1);
  }

  @Test
  void whoever_stops_waits_for_a_start_under_way_and_closes_what_it_opened() throws Exception {
    var opening = new CountDownLatch(1);
    var end = started(opening);
    var stop = CompletableFuture.runAsync(running::stop, RunningTest::inItsOwnThread);
    assertThat(stop).isNotDone();
    opening.countDown();
    stop.get(20, TimeUnit.SECONDS);
    end.get(20, TimeUnit.SECONDS);
    assertThat(closed).hasValue(1);
  }

  @Test
  void a_start_that_fails_leaves_nothing_to_stop() {
    var failure = new IllegalStateException("no start");
    assertThatThrownBy(
            () ->
                running.start(
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    running.stop();
    assertThat(closed).hasValue(0);
  }

  private CompletableFuture<Void> started(CountDownLatch opening) {
    return CompletableFuture.runAsync(() -> run(opening), RunningTest::inItsOwnThread);
  }

  /** The common pool has one thread on a small machine, and each of these waits for others. */
  private static void inItsOwnThread(Runnable work) {
    Thread.ofPlatform().daemon().start(work);
  }

  private void run(CountDownLatch opening) {
    try {
      running.start(
          () -> {
            await(opening);
            return closed::incrementAndGet;
          });
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
