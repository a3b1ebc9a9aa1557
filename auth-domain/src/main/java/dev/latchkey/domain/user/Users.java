package dev.latchkey.domain.user;

import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.kernel.Page;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who has an account. An address belongs to at most one of them; one that somebody left
 * not long ago is kept for him, and belongs to nobody.
 */
public interface Users {

  /**
   * Adds a user, unless the address has an owner already or is kept for one. Of several who try at
   * the same moment, exactly one is {@link Addition.Added}; the others are {@link Addition.Taken},
   * and the unit they are in goes on.
   */
  Addition add(User user);

  /** The user with this id; empty when there is none. */
  Optional<User> find(UserId id);

  /** The user who owns this address; empty when nobody does. */
  Optional<User> findByEmail(EmailAddress email);

  /** Whether the address has an owner, or is kept for one. */
  boolean isTaken(EmailAddress email);

  /**
   * Changes the name and the language (null: none) and answers the user as it is now; empty when
   * there is no such user.
   */
  Optional<User> changeProfile(UserId id, @Nullable DisplayName name, @Nullable Language language);

  /**
   * Lets nobody in any more, and raises the epoch, so that no login that is under way opens a
   * session. True for the caller who disabled; false when disabled already or unknown.
   */
  boolean disable(UserId id);

  /** Lets the user sign in again. True for the caller who enabled; false otherwise. */
  boolean enable(UserId id);

  /** Raises the epoch: the first step of everything that ends all sessions. False when unknown. */
  boolean raiseEpoch(UserId id);

  /**
   * The same, provided the user is still as the caller saw him: active, and in that epoch. Answers
   * the new epoch; of several callers who saw the same one, only one gets an answer.
   */
  Optional<User.Epoch> raiseEpoch(UserId id, User.Epoch seen);

  /**
   * Users in the order of their ids, at most {@code limit} (1 or more) of those after the given one
   * (null: from the start).
   */
  Page<User> list(@Nullable UserId after, int limit);

  /** What became of an addition. */
  sealed interface Addition {
    record Added(User user) implements Addition {}

    /** The address has an owner, or is kept for one. */
    record Taken() implements Addition {}
  }
}
