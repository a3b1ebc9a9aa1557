package dev.latchkey.domain.kernel;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened, told in the past tense: ids and facts, never secrets or addresses.
 *
 * <p>Each feature has one sealed interface of its own events that extends this one.
 */
public interface AuthEvent {

  /** When it happened, by the clock of the use-case. */
  Instant at();

  /** The user, or before there is one the registration, that this is about. */
  Optional<UUID> subject();
}
