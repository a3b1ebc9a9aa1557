package dev.latchkey.testkit.contract;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for what other threads bring about: asks again and again until it holds, and fails with the
 * last objection when it does not within 20 seconds.
 */
public final class Eventually {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private Eventually() {}

  /** Returns as soon as the assertion passes. */
  public static void holds(Runnable assertion) {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        assertion.run();
        return;
      } catch (AssertionError objection) {
        if (System.nanoTime() > deadline) {
          throw objection;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}
