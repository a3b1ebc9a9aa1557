package dev.latchkey.domain.credential;

/**
 * Hashes and checks passwords, slowly on purpose.
 *
 * <p>Work is bounded: so many at a time, a few more waiting. Whoever comes beyond that is turned
 * away at once, before any work is done, so that a flood of guesses costs neither memory nor
 * everybody else's time.
 */
public interface PasswordHasher {

  /**
   * Takes a place among those who hash or wait for it. To be taken before anything that a flood
   * should not reach, the database above all, and to be closed in any case.
   *
   * @throws dev.latchkey.domain.kernel.OverloadedException at once, when all places are taken
   */
  Turn turn();

  /** Judges without work, and whatever the text, whether {@link Turn#verify} takes a hash. */
  Judgement judge(PasswordHash hash);

  /** {@link Turn#hash}, with a place taken for it alone. */
  default PasswordHash hash(PlainPassword password) {
    try (var turn = turn()) {
      return turn.hash(password);
    }
  }

  /** {@link Turn#verify}, with a place taken for it alone. */
  default Match verify(PlainPassword password, PasswordHash hash) {
    try (var turn = turn()) {
      return turn.verify(password, hash);
    }
  }

  /** {@link Turn#verifyNobody}, with a place taken for it alone. */
  default void verifyNobody(PlainPassword password) {
    try (var turn = turn()) {
      turn.verifyNobody(password);
    }
  }

  /** A place. It works for one caller at a time, as often as he likes, until it is closed. */
  interface Turn extends AutoCloseable {

    /** A salted hash with today's parameters; two hashes of one password differ. */
    PasswordHash hash(PlainPassword password);

    /**
     * Compares, in time that does not depend on where the two differ. A hash that was made
     * elsewhere may be of the bytes as they were typed or of their normal form; if either is right,
     * it matches as stale.
     *
     * @throws IllegalStateException before any work, when {@link #judge} refuses the hash
     */
    Match verify(PlainPassword password, PasswordHash hash);

    /**
     * Does the work of a verification for somebody who does not exist, so that he costs the same.
     */
    void verifyNobody(PlainPassword password);

    /** Gives the place to whoever comes next; nothing the second time. */
    @Override
    void close();
  }

  /** The answer to whether a password is the right one. */
  sealed interface Match {
    record Matched() implements Match {}

    /** Right, but hashed with parameters of yesterday: hash it again now that it is known. */
    record MatchedButStale() implements Match {}

    record Mismatched() implements Match {}
  }

  /** The answer to whether passwords can be checked against a hash. */
  sealed interface Judgement {
    record Accepted() implements Judgement {}

    /**
     * Of no known scheme, damaged, too weak to protect anybody, or too much work.
     *
     * @param reason for an operator; holds nothing of the hash
     */
    record Refused(String reason) implements Judgement {}
  }
}
