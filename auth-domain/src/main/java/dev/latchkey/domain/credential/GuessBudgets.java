package dev.latchkey.domain.credential;

import dev.latchkey.domain.ratelimit.RateLimit.Budget;
import java.time.Instant;

/**
 * Bounds how often something may be tried, counted before it is tried.
 *
 * <p>Counts survive restarts and are the same on every node. {@link #take} is atomic: however many
 * callers come at once, no more than the limit are granted in any window.
 */
public interface GuessBudgets {

  /**
   * Takes one of the budget, if there is one left. Commits at once when no unit is open, and also
   * when the unit is in a transaction that somebody else decides over, so that nothing that happens
   * later gives a guess back by accident.
   */
  Take take(Budget budget, Instant now);

  /** Gives back what was granted: the try was right, or did not take place. Idempotent. */
  void giveBack(Take.Granted granted);

  /** Forgets all that was taken: a right answer ends a series of wrong ones. */
  void clear(Budget budget);

  /** Forgets counters whose window passed before this instant; answers how many. */
  int purge(Instant overBefore);

  /** The answer to whether one more may be tried. */
  sealed interface Take {
    record Granted(Budget budget, Instant at) implements Take {}

    /** All taken; again when the oldest has left the window. */
    record Exhausted(Instant until) implements Take {}
  }
}
