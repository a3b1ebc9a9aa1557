package dev.latchkey.domain.token;

import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.KeyId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What happens to signing keys. */
public sealed interface SigningKeyEvent extends AuthEvent {

  KeyId key();

  /** About nobody. */
  @Override
  default Optional<UUID> subject() {
    return Optional.empty();
  }

  /** Published; signs later. */
  record KeyAnnounced(KeyId key, Instant at) implements SigningKeyEvent {}

  /** Signs from now on. */
  record KeyActivated(KeyId key, Instant at) implements SigningKeyEvent {}

  /** Nothing that it signed is good any more. */
  record KeyRevoked(KeyId key, Instant at) implements SigningKeyEvent {}
}
