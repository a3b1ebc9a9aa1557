package dev.latchkey.domain.address;

import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What happens when somebody wants another address. */
public sealed interface AddressEvent extends AuthEvent {
  UserId user();

  AddressChangeId change();

  @Override
  default Optional<UUID> subject() {
    return Optional.of(user().value());
  }

  /** Somebody who was signed in wants another address; the one of the account is told. */
  record AddressChangeRequested(UserId user, AddressChangeId change, Instant at)
      implements AddressEvent {}

  /** The wanted address is to be proven; a mail goes there, of whichever kind it calls for. */
  record AddressProofRequested(UserId user, AddressChangeId change, Instant at)
      implements AddressEvent {}

  /** A code was wrong, too late, or one too many; or right, for an address that was taken. */
  record AddressCodeRefused(UserId user, AddressChangeId change, Reason reason, Instant at)
      implements AddressEvent {}

  /** The user has the wanted address; it is told. */
  record AddressChanged(UserId user, AddressChangeId change, Instant at) implements AddressEvent {}

  /** The address before is left; it is told, and how to undo that. */
  record AddressLeft(UserId user, AddressChangeId change, Instant at) implements AddressEvent {}

  /** The user has the address before again; it is told. */
  record AddressChangeUndone(UserId user, AddressChangeId change, Instant at)
      implements AddressEvent {}

  /** The address that the change had brought is his no more; it is told. */
  record AddressWithdrawn(UserId user, AddressChangeId change, Instant at)
      implements AddressEvent {}

  /** Why a code was refused; for the trail only. */
  enum Reason {
    WRONG,
    DEAD,
    BUDGET_SPENT,
    /** The address had an owner by then. */
    TAKEN
  }
}
