package dev.latchkey.adapter.crypto;

import dev.latchkey.adapter.crypto.CryptoConfig.Gate;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A gate of one permit and one place to wait, both taken until this is closed. */
final class BusyGate implements AutoCloseable {
  static final Duration RETRY_AFTER = Duration.ofSeconds(7);

  private final HashingGate gate = new HashingGate(new Gate(1, 1, RETRY_AFTER));
  private final CountDownLatch release = new CountDownLatch(1);
  private final Thread waiting;

  BusyGate() {
    var running = new CountDownLatch(1);
    start(running);
    await(running);
    waiting = start(new CountDownLatch(1));
    while (gate.waiting() == 0) {
      Thread.onSpinWait();
    }
  }

  HashingGate gate() {
    return gate;
  }

  /** The thread that waits for its turn. */
  Thread waiting() {
    return waiting;
  }

  /** Lets the work go on. */
  void release() {
    release.countDown();
  }

  @Override
  public void close() {
    release();
    gate.close();
  }

  private Thread start(CountDownLatch running) {
    return Thread.ofPlatform()
        .daemon()
        .uncaughtExceptionHandler((thread, interrupted) -> {})
        .start(
            () ->
                pass(
                    gate,
                    () -> {
                      running.countDown();
                      return await(release);
                    }));
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Takes a place for this work alone. */
  static <T> T pass(HashingGate gate, Supplier<T> work) {
    try (var place = gate.enter()) {
      return place.pass(work);
    }
  }
}
