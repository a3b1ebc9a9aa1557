package dev.latchkey.adapter.crypto;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that takes a while to make: made once, by whoever needs it first. */
final class OnFirstUse<T> {
  private final ReentrantLock making = new ReentrantLock();
  private final Supplier<T> maker;
  private volatile @Nullable T made;

  OnFirstUse(Supplier<T> maker) {
    this.maker = maker;
  }

  /** Others wait while it is made. A maker that fails is asked again by the next. */
  T get() {
    var there = made;
    return there != null ? there : make();
  }

  private T make() {
    making.lock();
    try {
      var there = made;
      if (there == null) {
        there = maker.get();
        made = there;
      }
      return there;
    } finally {
      making.unlock();
    }
  }
}
