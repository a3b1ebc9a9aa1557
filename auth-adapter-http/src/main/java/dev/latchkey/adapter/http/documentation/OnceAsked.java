package dev.latchkey.adapter.http.documentation;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made when it is first asked for, once, however many ask at the same time. */
final class OnceAsked<T> implements Supplier<T> {
  private final Supplier<T> making;
  private volatile @Nullable T made;

  OnceAsked(Supplier<T> making) {
    this.making = making;
  }

  @Override
  public T get() {
    var there = made;
    return there == null ? makeOrWait() : there;
  }

  private synchronized T makeOrWait() {
    var there = made;
    if (there == null) {
      there = making.get();
      made = there;
    }
    return there;
  }
}
