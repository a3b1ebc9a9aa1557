package dev.latchkey.bootstrap.journeys;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what must come, and fails when it does not come in time. */
final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Eventually() {}

  static <T> T get(String what, Supplier<Optional<T>> look) {
    return get(what, PATIENCE, look);
  }

  static <T> T get(String what, Duration patience, Supplier<Optional<T>> look) {
    var deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      var found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new AssertionError(what + " did not come within " + patience);
  }

  static void isTrue(String what, Duration patience, Supplier<Boolean> look) {
    get(what, patience, () -> look.get() ? Optional.of(true) : Optional.empty());
  }
}
