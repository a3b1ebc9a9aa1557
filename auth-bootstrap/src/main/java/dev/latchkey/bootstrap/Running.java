package dev.latchkey.bootstrap;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that runs until it is stopped from another thread, which may be while it still starts.
 *
 * <p>Whoever stops waits for a start that is under way, so nothing that it opens stays behind.
 */
final class Running {
  private static final Logger LOG = LoggerFactory.getLogger(Running.class);
  private static final long LONGEST_START_SECONDS = 60;

  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Runnable close;

  /** Starts, and returns when it was stopped; what the start throws passes through. */
  void start(Supplier<Runnable> start) throws InterruptedException {
    try {
      close = start.get();
    } finally {
      started.countDown();
    }
    stopped.await();
  }

  /** Closes what runs; again is harmless. */
  void stop() {
    try {
      if (!started.await(LONGEST_START_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the start took too long to wait for its end");
      }
      var running = close;
      if (running != null) {
        LOG.info("stopping");
        running.run();
        LOG.info("stopped");
      }
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.countDown();
    }
  }
}
