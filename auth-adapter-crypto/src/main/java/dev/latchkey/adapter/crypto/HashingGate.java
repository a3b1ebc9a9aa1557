package dev.latchkey.adapter.crypto;

import dev.latchkey.adapter.crypto.CryptoConfig.Gate;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.kernel.OverloadedException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Lets so much expensive work through at a time, lets a little more wait, and turns the rest away
 * at once.
 *
 * <p>The work runs on platform threads of its own: a native call would pin the carrier of a virtual
 * thread, and a few of them would stop every other request.
 */
final class HashingGate implements AutoCloseable {
  private static final String OPERATION = "hashing a password";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Semaphore places;
  private final ThreadPoolExecutor threads;
  private final Duration retryAfter;

  HashingGate(Gate bounds) {
    retryAfter = bounds.retryAfter();
    places = new Semaphore(Math.addExact(bounds.permits(), bounds.queue()));
    // The queue needs no bound: nobody stands in it without a place.
    threads =
        new ThreadPoolExecutor(
            bounds.permits(),
            bounds.permits(),
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("latchkey-hashing-", 1).daemon().factory());
  }

  /**
   * Takes a place among those who work or wait.
   *
   * @throws OverloadedException when all are taken or the gate is closed
   */
  Place enter() {
    if (threads.isShutdown() || !places.tryAcquire()) {
      throw full();
    }
    return new Place();
  }

  /** One who may wait for a turn, as often as he likes, until he leaves. */
  final class Place implements AutoCloseable {
    private final AtomicBoolean left = new AtomicBoolean();

    private Place() {}

    /**
     * Waits for a turn and for the result.
     *
     * @throws OverloadedException before anything was done, when the gate was closed meanwhile
     * @throws InfrastructureException when the work fails or the waiting thread is interrupted
     */
    <T> T pass(Supplier<T> work) {
      var task = new FutureTask<>(work::get);
      admit(task);
      try {
        return task.get();
      } catch (InterruptedException interrupted) {
        giveUp(task);
        throw new InfrastructureException(OPERATION, interrupted);
      } catch (ExecutionException | CancellationException failed) {
        throw new InfrastructureException(OPERATION, failed);
      }
    }

    @Override
    public void close() {
      if (left.compareAndSet(false, true)) {
        places.release();
      }
    }
  }

  /** How many wait for their turn. */
  int waiting() {
    return threads.getQueue().size();
  }

  private void admit(FutureTask<?> task) {
    try {
      threads.execute(task);
    } catch (RejectedExecutionException closed) {
      throw full();
    }
  }

  private OverloadedException full() {
    return new OverloadedException(OPERATION, retryAfter);
  }

  /** What nobody waits for any longer must not hold a place in the queue. */
  private void giveUp(FutureTask<?> task) {
    task.cancel(false);
    threads.remove(task);
    Thread.currentThread().interrupt();
  }

  /** Those who wait still get their answer; nobody new does. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    for (var left : threads.shutdownNow()) {
      ((FutureTask<?>) left).cancel(false);
    }
  }
}
