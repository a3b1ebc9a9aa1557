package dev.latchkey.embedded.postgres;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A moment after which waiting is over, on the monotonic clock. */
final class Deadline {
  private static final Duration STEP = Duration.ofMillis(10);

  private final long start = System.nanoTime();
  private final Duration limit;

  private Deadline(Duration limit) {
    this.limit = limit;
  }

  static Deadline in(Duration limit) {
    return new Deadline(limit);
  }

  Duration left() {
    var left = limit.minusNanos(System.nanoTime() - start);
    return left.isNegative() ? Duration.ZERO : left;
  }

  boolean passed() {
    return left().isZero();
  }

  /** Waits a moment, or gives up with this complaint when the time is over. */
  void pause(String complaint) {
    if (passed()) {
      throw new EmbeddedPostgresException(complaint + " (waited " + limit.toSeconds() + " s)");
    }
    try {
      Thread.sleep(STEP);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EmbeddedPostgresException("Interrupted. " + complaint, interrupted);
    }
  }

  /**
   * Whether the condition came true in time. An interrupt does not cut the wait short, because a
   * program that ends must still stop its database in order; it is kept for the caller.
   */
  boolean await(BooleanSupplier condition) {
    var interrupted = false;
    while (!condition.getAsBoolean() && !passed()) {
      interrupted |= sleepOrInterrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return condition.getAsBoolean();
  }

  private static boolean sleepOrInterrupted() {
    try {
      Thread.sleep(STEP);
      return false;
    } catch (InterruptedException kept) {
      return true;
    }
  }
}
