package dev.latchkey.domain.registration;

import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What happens on the way from an address to an account. */
public sealed interface RegistrationEvent extends AuthEvent {

  RegistrationId registration();

  @Override
  default Optional<UUID> subject() {
    return Optional.of(registration().value());
  }

  /** Somebody wants to register; a mail goes out, of whichever kind the address calls for. */
  record RegistrationStarted(RegistrationId registration, Instant at)
      implements RegistrationEvent {}

  /** Another code was asked for. */
  record CodeRequested(RegistrationId registration, Instant at) implements RegistrationEvent {}

  /** A code was wrong, too late, or one too many. */
  record CodeRefused(RegistrationId registration, Reason reason, Instant at)
      implements RegistrationEvent {}

  /** A code came back: the mailbox is proven. */
  record AddressProven(RegistrationId registration, Instant at) implements RegistrationEvent {}

  /** The registration became a user. */
  record RegistrationCompleted(RegistrationId registration, UserId user, Instant at)
      implements RegistrationEvent {}

  /** The address had an owner by then. */
  record AddressTaken(RegistrationId registration, Instant at) implements RegistrationEvent {}

  /** Why a code was refused; for the trail only. */
  enum Reason {
    WRONG,
    DEAD,
    BUDGET_SPENT
  }
}
