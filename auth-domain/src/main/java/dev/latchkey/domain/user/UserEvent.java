package dev.latchkey.domain.user;

import dev.latchkey.domain.kernel.AuthEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What happens to an account. */
public sealed interface UserEvent extends AuthEvent {

  UserId user();

  @Override
  default Optional<UUID> subject() {
    return Optional.of(user().value());
  }

  /** An address was proven and a way in exists: there is an account now. */
  record UserCreated(UserId user, Instant at) implements UserEvent {}

  /** An account came from another system, where its address had been proven. */
  record UserImported(UserId user, Instant at) implements UserEvent {}

  record ProfileChanged(UserId user, Instant at) implements UserEvent {}

  /** Nobody signs in to this account any more, and whoever was signed in is out. */
  record UserDisabled(UserId user, Instant at) implements UserEvent {}

  record UserEnabled(UserId user, Instant at) implements UserEvent {}
}
