package dev.latchkey.domain.leaving;

import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What happens when somebody leaves, and when he takes along what we know. */
public sealed interface LeavingEvent extends AuthEvent {
  UserId user();

  @Override
  default Optional<UUID> subject() {
    return Optional.of(user().value());
  }

  /** The user wants to be deleted; he gets a mail that can undo it. */
  record DeletionRequested(UserId user, Instant deleteAt, Instant at) implements LeavingEvent {}

  /** The wish was undone in time. */
  record DeletionUndone(UserId user, Way way, Instant at) implements LeavingEvent {}

  /** The user and all that was stored about him is gone; this trail keeps his id. */
  record UserDeleted(UserId user, Reason reason, Instant at) implements LeavingEvent {}

  /** Everything that is stored about the user was handed to him. */
  record DataExported(UserId user, Instant at) implements LeavingEvent {}

  /** How a wish was undone. */
  enum Way {
    /** By whoever has the mail. */
    MAIL,
    SIGNED_IN
  }

  /** Why a user was deleted. */
  enum Reason {
    /** He wanted it. */
    OWN_WISH,
    OPERATOR
  }
}
