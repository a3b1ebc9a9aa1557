package dev.latchkey.domain.recovery;

import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.verification.CodeDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The recoveries that are under way, at most one for each user.
 *
 * <p>A recovery belongs to the user as he was when it began: every change of a credential or of the
 * address, the end of all his sessions and his suspension raise his epoch, and so end it. {@link
 * #cancel}, {@link #cancelOf} and {@link #spend} decide over the same row: of any number of callers
 * exactly one gets it.
 */
public interface Recoveries {

  /**
   * Begins a recovery, unless the user has one that is under way. Of several who begin at the same
   * moment exactly one is {@link Beginning.Begun}, and the others see that one; none moves the
   * moment at which it is due.
   *
   * @param seen the epoch that the user is in
   */
  Beginning begin(Recovery recovery, User.Epoch seen);

  /** The recovery, however it stands; empty when it was cancelled, spent or replaced. */
  Optional<Recovery> find(RecoveryId id);

  /** The recovery of this user that is under way now; empty when there is none. */
  Optional<Recovery> findOpen(UserId user, Instant now);

  /**
   * Gives the recovery a token that cancels it, in place of the one before, which is dead from now
   * on. False when the recovery is over or its user has changed.
   */
  boolean mintCancel(RecoveryId id, CodeDigest token, Instant now);

  /**
   * Cancels the recovery that this token belongs to, for whoever has it, and answers it. Once;
   * empty for a token that is unknown, used or replaced, and when the recovery is over.
   *
   * @param candidates digests of what was presented
   */
  Optional<Recovery> cancel(List<CodeDigest> candidates, Instant now);

  /**
   * Cancels the recovery of this user that is under way, for himself, and answers it. Once; empty
   * when there is none.
   */
  Optional<Recovery> cancelOf(UserId user, Instant now);

  /** Recoveries that are due and were not announced, the longest due first, at most so many. */
  List<Recovery> due(int limit, Instant now);

  /**
   * Takes a due recovery to announce it. True for the one caller who got it; false when it is not
   * due, over, announced already, cancelled, or its user has changed.
   */
  boolean announce(RecoveryId id, Instant now);

  /**
   * Gives an announced recovery a token that sets a password, in place of the one before, which is
   * dead from now on. False when the recovery is over or its user has changed.
   */
  boolean mint(RecoveryId id, CodeDigest token, Instant now);

  /**
   * Whose token this is, if {@link #spend} would take it now. Decides nothing: whoever asks spares
   * himself the work for a token that is worth nothing.
   */
  Optional<UserId> owner(List<CodeDigest> candidates, Instant now);

  /**
   * Spends a token that sets a password and answers its recovery, whose user stays locked until the
   * unit ends. Once; empty for a token that is unknown, replaced, used or expired, and for one
   * whose user has changed.
   *
   * @param candidates digests of what was presented
   */
  Optional<Recovery> spend(List<CodeDigest> candidates, Instant now);

  /** Forgets recoveries that were over before this instant; answers how many. */
  int purge(Instant overBefore);

  /** What became of a beginning. */
  sealed interface Beginning {
    /** Began now. */
    record Begun(Recovery recovery) implements Beginning {}

    /** There was one under way, and it stands as it was. */
    record Standing(Recovery recovery) implements Beginning {}

    /** The user is in another epoch, not active, or gone. */
    record Changed() implements Beginning {}
  }
}
