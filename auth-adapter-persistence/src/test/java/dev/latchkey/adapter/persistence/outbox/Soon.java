package dev.latchkey.adapter.persistence.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens elsewhere, and fails when it does not happen in time. */
final class Soon {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration GLANCE = Duration.ofMillis(10);

  private Soon() {}

  static void until(String what, BooleanSupplier happened) {
    until(what, PATIENCE, happened);
  }

  static void until(String what, Duration patience, BooleanSupplier happened) {
    var start = System.nanoTime();
    while (!happened.getAsBoolean()) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).as(what).isLessThan(patience);
      LockSupport.parkNanos(GLANCE.toNanos());
    }
  }
}
