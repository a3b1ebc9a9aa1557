package dev.latchkey.domain.kernel;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A stretch of a list that is read by key: the items, and the id to go on after, if there is more.
 */
public record Page<T>(List<T> items, Optional<UUID> next) {
  public Page {
    items = List.copyOf(items);
  }
}
