package dev.latchkey.domain.leaving;

import dev.latchkey.domain.kernel.SecretDigest;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The wishes to be deleted that were neither undone nor fulfilled; at most one for each user.
 *
 * <p>{@link #undo}, {@link #withdraw} and {@link #take} decide over the same row: of any number of
 * callers, exactly one gets it.
 */
public interface Deletions {
  /**
   * Notes the wish, unless the user has one already. Of several who ask at the same moment exactly
   * one is {@link Request.Noted}, and the others see that one.
   */
  Request request(PendingDeletion wish);

  /** The wish of this user; empty when there is none. */
  Optional<PendingDeletion> find(UserId user);

  /**
   * Gives this very wish a token that undoes it, in place of the one before, which is dead from now
   * on. False when the wish is gone, replaced by a later one, or due.
   */
  boolean mint(PendingDeletion wish, SecretDigest token, Instant now);

  /**
   * Undoes the wish that this token belongs to, for whoever has it, and answers whose it was. Once;
   * empty for a token that is unknown, used or replaced, and from the instant of the deletion on.
   */
  Optional<UserId> undo(SecretDigest token, Instant now);

  /**
   * Undoes the wish of this user. True for the caller who did; false when there is none (any more),
   * and from the instant of the deletion on.
   */
  boolean withdraw(UserId user, Instant now);

  /** Users to be deleted by now, the longest due first, at most so many. */
  List<UserId> due(int limit, Instant now);

  /**
   * Takes the wish of this user to fulfil it, if it is due, and keeps everybody from signing in as
   * him until the unit ends. True for the one caller who got it.
   */
  boolean take(UserId user, Instant now);

  /** What became of a request. */
  sealed interface Request {
    /** Noted now. */
    record Noted(PendingDeletion deletion) implements Request {}

    /** There was a wish already, and it stands as it was. */
    record Standing(PendingDeletion deletion) implements Request {}

    record UnknownUser() implements Request {}
  }
}
