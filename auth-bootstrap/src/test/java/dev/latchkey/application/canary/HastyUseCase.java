package dev.latchkey.application.canary;

import java.time.Instant;

/** A use-case that looks at the clock on the wall. */
public final class HastyUseCase {
  public Instant handle() {
    return Instant.now();
  }
}
