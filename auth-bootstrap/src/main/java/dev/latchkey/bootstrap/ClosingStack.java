package dev.latchkey.bootstrap;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how to close what was opened, and closes it in reverse order.
 *
 * <p>One that fails does not keep the others open: the first failure is thrown at the end, with the
 * later ones suppressed in it. Closing again does nothing.
 */
final class ClosingStack implements AutoCloseable {
  private final Deque<Runnable> closers = new ArrayDeque<>();

  synchronized void defer(Runnable closer) {
    closers.push(closer);
  }

  @Override
  public synchronized void close() {
    RuntimeException first = null;
    while (!closers.isEmpty()) {
      first = joined(first, failureOf(closers.pop()));
    }
    if (first != null) {
      throw first;
    }
  }

  /** Closes everything because of a failure, which stays the one that is told. */
  void closeAfter(Throwable failure) {
    try {
      close();
    } catch (RuntimeException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }

  private static @Nullable RuntimeException failureOf(Runnable closer) {
    try {
      closer.run();
      return null;
    } catch (RuntimeException failure) {
      return failure;
    }
  }

  private static @Nullable RuntimeException joined(
      @Nullable RuntimeException first, @Nullable RuntimeException next) {
    if (first == null || next == null) {
      return first == null ? next : first;
    }
    first.addSuppressed(next);
    return first;
  }
}
