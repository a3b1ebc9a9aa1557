package dev.latchkey.domain.passkey;

import dev.latchkey.domain.passkey.PasskeyCeremony.Shown;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The passkeys of users. The id of a credential belongs to one user ever: also after he removed it,
 * nobody can add it, and it is forgotten with him alone.
 *
 * <p>{@link #add}, {@link #remove} and {@link #use} decide while they hold the user, as everything
 * does that ends his sessions; the first two need an open unit and are reported as {@link
 * IllegalStateException} without one.
 */
public interface Passkeys {

  /**
   * Adds a passkey, provided its owner is still as the caller saw him, active and in the same
   * epoch, and has fewer than so many. However many are added at once, he has no more; and of
   * several who add the same credential, whoever they are, one is {@link Addition.Added}.
   *
   * @param seen the epoch of the owner
   * @param limit passkeys of one user
   */
  Addition add(Passkey passkey, User.Epoch seen, int limit);

  /** The passkey that an authenticator calls so, with its owner; empty when nobody has it. */
  Optional<HeldPasskey> find(CredentialId credential);

  /** The passkeys of the user, the oldest first. */
  List<Passkey> list(UserId owner);

  /** Gives a passkey of this owner another name; empty when he has no such passkey. */
  Optional<Passkey> rename(UserId owner, PasskeyId id, DisplayName name);

  /**
   * Removes a passkey of this owner and raises his epoch, so that no sign-in with it that is under
   * way opens a session. Never the last way in: a password or another passkey must remain, however
   * many are removed at once.
   */
  Removal remove(UserId owner, PasskeyId id, Instant now);

  /**
   * Removes those that were added at this instant or later, the last way in too, and answers how
   * many: somebody else may have added them. Raises no epoch; who takes passkeys away ends the
   * sessions as well.
   */
  int removeAddedSince(UserId owner, Instant since, Instant now);

  /**
   * Notes that a passkey was shown, with its new count of signatures and backup state. Only when
   * the count went on, or neither side counts; otherwise nothing changes.
   */
  Use use(Passkey passkey, Shown.Verified shown, Instant now);

  /** What became of an addition. */
  sealed interface Addition {
    record Added(Passkey passkey) implements Addition {}

    /** Somebody has this credential, or had it. */
    record Taken() implements Addition {}

    /** The user has as many as he may have. */
    record Full() implements Addition {}

    /** The user changed since he was seen, or is gone. */
    record Stale() implements Addition {}
  }

  /** What became of a removal. */
  sealed interface Removal {
    record Removed() implements Removal {}

    /** Without it the user could not sign in any more. */
    record LastWayIn() implements Removal {}

    /** The user has no such passkey (any more). */
    record Unknown() implements Removal {}
  }

  /** What became of a showing. */
  sealed interface Use {
    record Noted() implements Use {}

    /**
     * The count did not go on: somebody may have a copy of the key.
     *
     * @param stored the count that is known
     */
    record WentBack(long stored) implements Use {}

    /** The passkey was removed meanwhile. */
    record Gone() implements Use {}
  }
}
