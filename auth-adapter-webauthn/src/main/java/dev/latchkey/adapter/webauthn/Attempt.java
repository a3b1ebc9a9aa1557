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
      return Optional.empty();
    }
  }
}
