package dev.latchkey.adapter.persistence;

import dev.latchkey.domain.kernel.Page;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Cuts lists that are read by key. Part of the inside of this module. */
public final class Pages {
  private Pages() {}

  /**
   * A page of so many.
   *
   * @param found one more than asked for was read, to see whether there is more
   */
  public static <T> Page<T> of(List<T> found, int limit, Function<T, UUID> id) {
    return found.size() > limit
        ? new Page<>(found.subList(0, limit), Optional.of(id.apply(found.get(limit - 1))))
        : new Page<>(found, Optional.empty());
  }
}
