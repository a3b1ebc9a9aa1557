package dev.latchkey.testkit.memory;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One lock around everything: whoever is in a unit, or in a single call outside of one, has the
 * storage to himself. Others wait.
 */
final class InMemoryState {
  private final ReentrantLock lock = new ReentrantLock();
  private Rows rows = new Rows();
  private boolean unitIsOpen;

  <T> T unit(Supplier<T> work) {
    lock.lock();
    try {
      if (unitIsOpen) {
        throw new IllegalStateException("units of work do not nest");
      }
      return undoneUnlessItReturns(work);
    } finally {
      lock.unlock();
    }
  }

  private <T> T undoneUnlessItReturns(Supplier<T> work) {
    var before = rows.copy();
    var returned = false;
    unitIsOpen = true;
    try {
      var answer = work.get();
      returned = true;
      return answer;
    } finally {
      unitIsOpen = false;
      rows = returned ? rows : before;
    }
  }

  /** One call of a port, in the unit that is open or on its own. */
  <T> T with(Function<Rows, T> call) {
    lock.lock();
    try {
      return call.apply(rows);
    } finally {
      lock.unlock();
    }
  }

  /** The same, without an answer. */
  void run(Consumer<Rows> call) {
    with(
        rows -> {
          call.accept(rows);
          return true;
        });
  }

  /** Whether the calling thread is in a unit. */
  boolean isInUnit() {
    return lock.isHeldByCurrentThread() && unitIsOpen;
  }
}
