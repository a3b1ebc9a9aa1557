package dev.latchkey.domain.address;

import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.verification.CodeDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The wishes for another address, at most one for each user with at most one live code; and the
 * addresses that were left not long ago, which are kept for whom they belonged to.
 *
 * <p>A wish and its code belong to the user as he was when he made it: every change of a
 * credential, the end of all his sessions and his suspension raise his epoch, and so kill both.
 */
public interface AddressChanges {

  /**
   * Notes a wish in place of the one before of the same user, whose code is dead from now on. The
   * same statement whether the wanted address has an owner or not. False when the user has changed
   * since he was seen: no longer active, or in another epoch.
   */
  boolean request(AddressChange change, User.Epoch seen);

  /** The wish, however it stands; empty when there is none or a newer one took its place. */
  Optional<AddressChange> find(AddressChangeId id);

  /**
   * A wish that a newer one for another address took the place of, before it had a code: whoever
   * owns its address has yet to be told. Empty for any other, and for one that is forgotten.
   */
  Optional<AddressChange> findReplaced(AddressChangeId id);

  /** The wish of this user, however it stands; empty when there is none. */
  Optional<AddressChange> findOf(UserId user);

  /**
   * Whether this user could have the address now: nobody owns it, and it is kept for nobody else.
   */
  boolean isFreeFor(UserId user, EmailAddress address);

  /**
   * Gives the wish this code, with all its answers, in place of the one before, which is dead from
   * now on. False when the wish is over or replaced, and when its user has changed since.
   */
  boolean mint(AddressChangeId id, NewCode code, Instant now);

  /**
   * Answers a code, in the unit that is open. Counts the answer and decides in one step: of any
   * number of callers with the right code, exactly one sees {@link Confirmation.Changed}, and then
   * the user has the address of this very wish, his epoch is raised, and the address before is kept
   * for him. A code is dead after its last wrong answer, at the instant it expires, once it was
   * answered rightly, and once its user has changed.
   *
   * <p>Whoever returns to an address that is kept for him ends that keeping and all that began
   * after it, and none begins.
   *
   * @param candidates digests of what was answered
   * @param reservedUntil how long the address before is kept, if the change takes place
   */
  Confirmation confirm(
      AddressChangeId id, List<CodeDigest> candidates, Instant reservedUntil, Instant now);

  /** What this change left behind, however it stands; empty when it did not take place. */
  Optional<LeftAddress> findLeft(AddressChangeId id);

  /**
   * The address that was the user's at an instant and is kept for him since he left it; at the very
   * instant of a change it is the one before. Empty when it is the one that he has now, and when it
   * is kept no more.
   */
  Optional<LeftAddress> findKept(UserId user, Instant at, Instant now);

  /**
   * Gives the change a token that undoes it, in place of the one before, which is dead from now on.
   * False when the address is kept no more.
   */
  boolean mintUndo(AddressChangeId id, CodeDigest token, Instant now);

  /**
   * Gives a user back the address that he left, for whoever has the token, in the unit that is
   * open, and raises his epoch; every address that he left after it is kept no more, and the links
   * of notices that went to those that he had since are dead. Once; empty for a token that is
   * unknown, used or replaced, and from the end of the keeping on.
   *
   * @param candidates digests of what was presented
   */
  Optional<LeftAddress> undo(List<CodeDigest> candidates, Instant now);

  /**
   * Gives a user back an address that he left, as {@link #undo} does, for whoever has shown in
   * another way that he reads its mail. Once; empty when the address is not kept for this user.
   */
  Optional<LeftAddress> takeBack(UserId user, EmailAddress address, Instant now);

  /**
   * Forgets wishes that were over, their codes too, and addresses that were to be kept until before
   * this instant, which are free from now on; answers how many of both.
   */
  int purge(Instant overBefore);

  /** A code as it is minted. */
  record NewCode(CodeDigest digest, Instant expiresAt, int wrongAnswers) {}

  /** What became of an answer. */
  sealed interface Confirmation {
    /** The user has the address now. */
    record Changed(LeftAddress left) implements Confirmation {}

    /** Right, but the address has an owner, or is kept for one, by now. The code is used. */
    record Taken() implements Confirmation {}

    /** Wrong; the code may have died of it. */
    record Wrong() implements Confirmation {}

    /** There is no live code. */
    record Dead() implements Confirmation {}
  }
}
