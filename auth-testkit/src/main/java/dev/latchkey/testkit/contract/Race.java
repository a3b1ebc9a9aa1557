package dev.latchkey.testkit.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets several threads do things at the same moment: none starts before all are ready.
 *
 * <p>Answers come in the order of the callers. What a caller throws is thrown here, the first of
 * several with the others attached; a race that is not over after 30 seconds is an {@link
 * AssertionError}.
 */
public final class Race {

  /** Threads that a promise about "any number of callers" is tried with. */
  public static final int MANY = 16;

  private static final long LIMIT_SECONDS = 30;

  private Race() {}

  /** The same work in each of so many threads. */
  public static <T> List<T> of(int threads, Callable<T> each) {
    return between(Collections.nCopies(threads, each));
  }

  /** One thread for each of the callers. */
  public static <T> List<T> between(List<? extends Callable<? extends T>> callers) {
    var start = new CyclicBarrier(callers.size());
    var threads =
        Executors.newFixedThreadPool(callers.size(), Thread.ofPlatform().daemon().factory());
    try {
      return answersOf(started(callers, start, threads));
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> List<Future<T>> started(
      List<? extends Callable<? extends T>> callers, CyclicBarrier start, ExecutorService threads) {
    var running = new ArrayList<Future<T>>();
    for (Callable<? extends T> caller : callers) {
      running.add(
          threads.submit(
              () -> {
                start.await(LIMIT_SECONDS, TimeUnit.SECONDS);
                return caller.call();
              }));
    }
    return running;
  }

  private static <T> List<T> answersOf(List<Future<T>> running) {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    var answers = new ArrayList<T>();
    var faults = new ArrayList<Throwable>();
    for (Future<T> each : running) {
      try {
        answers.add(each.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
      } catch (ExecutionException thrown) {
        faults.add(thrown.getCause() == null ? thrown : thrown.getCause());
      } catch (TimeoutException late) {
        throw new AssertionError("the race is not over after " + LIMIT_SECONDS + " s", late);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new AssertionError("the race was interrupted", stop);
      }
    }
    rethrow(faults);
    return answers;
  }

  private static void rethrow(List<Throwable> faults) {
    if (faults.isEmpty()) {
      return;
    }
    var first = faults.get(0);
    faults.stream().skip(1).filter(other -> !other.equals(first)).forEach(first::addSuppressed);
    switch (first) {
      case RuntimeException bug -> throw bug;
      case Error grave -> throw grave;
      default -> throw new AssertionError("a racer failed", first);
    }
  }
}
