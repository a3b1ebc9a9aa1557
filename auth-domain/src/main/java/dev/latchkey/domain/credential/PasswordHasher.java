package dev.latchkey.domain.credential;

/**
 * Hashes and checks passwords, slowly on purpose.
 *
 * <p>Work is bounded: so many at a time, a few more waiting. Beyond that every method throws {@link
 * dev.latchkey.domain.kernel.OverloadedException} at once, before any work is done, so that a flood
 * of guesses costs neither memory nor everybody else's time.
 */
public interface PasswordHasher {

  /** A salted hash with today's parameters; two hashes of one password differ. */
  PasswordHash hash(PlainPassword password);

  /** Compares, in time that does not depend on where the two differ. */
  Match verify(PlainPassword password, PasswordHash hash);

  /** Does the work of a verification for somebody who does not exist, so that he costs the same. */
  void verifyNobody(PlainPassword password);

  /** The answer to whether a password is the right one. */
  sealed interface Match {
    record Matched() implements Match {}

    /** Right, but hashed with parameters of yesterday: hash it again now that it is known. */
    record MatchedButStale() implements Match {}

    record Mismatched() implements Match {}
  }
}
