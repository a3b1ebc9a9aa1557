package dev.latchkey.bootstrap.survival;

import java.util.OptionalLong;

/**
 * A fault that came, and what it took to get over it.
 *
 * @param over when it was over
 * @param healed when everybody was served again; empty when that was not within the patience
 */
record Trouble(String what, long began, long over, OptionalLong healed) {
  @Override
  public String toString() {
    var after =
        healed.isPresent()
            ? "served again after %.1f s".formatted((healed.getAsLong() - over) / 1e9)
            : "not served again";
    return "%9.3f–%9.3f s  %-28s %s".formatted(began / 1e9, over / 1e9, what, after);
  }
}
