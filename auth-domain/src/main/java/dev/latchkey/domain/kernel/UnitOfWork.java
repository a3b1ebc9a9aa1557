package dev.latchkey.domain.kernel;

import java.util.function.Supplier;

/**
 * Makes several port calls succeed or vanish together.
 *
 * <p>The work runs on the calling thread. A value returned commits, <em>whatever the value
 * says</em>: a refused login is still a fact worth keeping. Only an exception undoes the work, and
 * it reaches the caller as it was thrown.
 *
 * <p>Units do not nest: opening one inside another is a programming error and is reported as {@link
 * IllegalStateException}. Keep hashing, signatures, mail and anything else that waits out of the
 * lambda.
 */
public interface UnitOfWork {

  /** Runs the work and commits; answers what the work returned. */
  <T> T write(Supplier<T> work);
}
