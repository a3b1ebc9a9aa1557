package dev.latchkey.bootstrap.survival;

import dev.latchkey.domain.kernel.UnitOfWork;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * WRONG on purpose: now and then a unit is rolled back, and its caller is told that it went well.
 */
final class ForgetfulUnits implements UnitOfWork {
  private static final int REMEMBERED = 40;

  private final UnitOfWork real;
  private final AtomicInteger units = new AtomicInteger();

  ForgetfulUnits(UnitOfWork real) {
    this.real = real;
  }

  @Override
  public <T> T write(Supplier<T> work) {
    return units.incrementAndGet() % REMEMBERED == 0 ? forget(work) : real.write(work);
  }

  private <T> T forget(Supplier<T> work) {
    var answer = new AtomicReference<T>();
    try {
      return real.write(
          () -> {
            answer.set(work.get());
            throw new ForgottenException();
          });
    } catch (ForgottenException asPlanned) {
      return answer.get();
    }
  }

  /** Rolls a unit back. */
  private static final class ForgottenException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
