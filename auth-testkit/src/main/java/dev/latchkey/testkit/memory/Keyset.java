package dev.latchkey.testkit.memory;

import dev.latchkey.domain.kernel.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Lists as a database orders and cuts them when it reads them by key. */
final class Keyset {

  /** By the bits, of which the first is no sign. */
  static final Comparator<UUID> BY_BITS =
      Comparator.<UUID, Long>comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  private Keyset() {}

  /** The first so many, and the id of the last of them if there are more. */
  static <T> Page<T> page(List<T> sorted, int limit, Function<T, UUID> id) {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has room for something");
    }
    return sorted.size() <= limit
        ? new Page<>(sorted, Optional.empty())
        : new Page<>(sorted.subList(0, limit), Optional.of(id.apply(sorted.get(limit - 1))));
  }
}
