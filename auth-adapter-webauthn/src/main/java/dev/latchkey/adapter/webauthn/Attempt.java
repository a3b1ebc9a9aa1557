package dev.latchkey.adapter.webauthn;

import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * A call of the library with what a stranger sent. It throws for whatever it does not like, runtime
 * exceptions of any kind included, and all of that means one thing: there is nothing.
 */
final class Attempt {
  private Attempt() {}

  static <T> Optional<T> to(Callable<T> call) {
    try {
      return Optional.of(call.call());
    } catch (Exception refused) {
      // Nothing narrower holds them all: a bad signature is a plain RuntimeException, and those of
      // its parsers come through as they are. What a stranger sends is never a fault of ours.
      return Optional.empty();
    }
  }
}
