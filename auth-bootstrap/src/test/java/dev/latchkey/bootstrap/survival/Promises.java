package dev.latchkey.bootstrap.survival;

import java.time.Duration;

/** The numbers in what is promised. */
final class Promises {
  /** How long a spent refresh token still leads to its successor. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** How long it may take until everybody is served again after a fault. */
  static final Duration HEALING = Duration.ofSeconds(10);

  private Promises() {}

  /** The grace, as somebody sees it who meets servers whose clocks are apart. */
  static Duration grace(History history) {
    return GRACE.plus(history.skew());
  }
}
