package dev.latchkey.domain.credential;

import dev.latchkey.domain.user.UserId;
import java.time.Instant;

/**
 * The wrong passwords in a row, of each account and each side that guesses at it.
 *
 * <p>A try is counted as wrong before the password is looked at. Counts survive restarts and are
 * the same on every node, and they never grow old: only a right answer or a new password ends a
 * series.
 */
public interface PasswordGuesses {

  /**
   * Counts one try, if one may be made. Atomic: however many come at once, no more are granted than
   * the policy allows. Commits at once, also when the unit is in a transaction that somebody else
   * decides over. A refused try is not counted; it costs the same as one that is.
   */
  Try begin(Guesser guesser, LockoutPolicy policy, Instant now);

  /** The answer was right: the series of this side ends, and no other. */
  void forgive(Guesser guesser);

  /** The password is another now: all series against it end. */
  void forgiveAll(UserId user);

  /** Forgets the series of devices that are no longer known; answers how many. */
  int purge();

  /** Whether the password may be looked at. */
  sealed interface Try {
    /** It may, and is counted as wrong until {@link #forgive}. */
    record Granted() implements Try {}

    /**
     * Too many in a short time.
     *
     * @param until again at that instant
     * @param firstInADay nobody of this side was refused for a day: the owner is to be told
     */
    record Slowed(Instant until, boolean firstInADay) implements Try {}

    /**
     * Too many in a row: not before the password is set anew.
     *
     * @param firstInADay nobody of this side was refused for a day: the owner is to be told
     */
    record Capped(boolean firstInADay) implements Try {}
  }
}
