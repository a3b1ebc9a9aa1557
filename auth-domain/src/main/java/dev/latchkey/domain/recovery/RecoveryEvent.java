package dev.latchkey.domain.recovery;

import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What happens while somebody gets back into an account that has no password. */
public sealed interface RecoveryEvent extends AuthEvent {
  UserId user();

  RecoveryId recovery();

  @Override
  default Optional<UUID> subject() {
    return Optional.of(user().value());
  }

  /** By a token from a mail; the user is told, and how to cancel it. */
  record RecoveryBegun(UserId user, RecoveryId recovery, Instant dueAt, Instant at)
      implements RecoveryEvent {}

  /** By a token from that mail. */
  record RecoveryCancelled(UserId user, RecoveryId recovery, Instant at) implements RecoveryEvent {}

  /** Nobody objected in time; a mail goes out that sets a password. */
  record RecoveryDue(UserId user, RecoveryId recovery, Instant at) implements RecoveryEvent {}

  /** A password was set by that mail. */
  record RecoveryCompleted(UserId user, RecoveryId recovery, Instant at) implements RecoveryEvent {}
}
