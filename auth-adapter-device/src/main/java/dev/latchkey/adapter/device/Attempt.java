package dev.latchkey.adapter.device;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future.State;
import java.util.concurrent.FutureTask;

/**
 * Something that a library was asked to do with text or data that strangers had a hand in, and in
 * which it may fail in any way, without anybody having to fail with it.
 */
final class Attempt<T> {
  private final FutureTask<T> task;

  private Attempt(FutureTask<T> task) {
    this.task = task;
  }

  /** Does it, here and now. */
  static <T> Attempt<T> at(Callable<T> work) {
    var task = new FutureTask<>(work);
    task.run();
    return new Attempt<>(task);
  }

  /** What came of it; empty when it failed. */
  Optional<T> result() {
    return task.state() == State.SUCCESS ? Optional.of(task.resultNow()) : Optional.empty();
  }

  /** Why it failed; empty when it did not. */
  Optional<Throwable> failure() {
    return task.state() == State.FAILED ? Optional.of(task.exceptionNow()) : Optional.empty();
  }
}
