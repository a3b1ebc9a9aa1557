package dev.latchkey.adapter.persistence.audit;

import dev.latchkey.domain.kernel.AuthEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the trail whose event this version cannot read, because a newer one wrote it. It stands
 * in the trail under its type, for a trail must neither hide lines nor fail because of one.
 */
public record UnrecognisedEvent(String type, @Nullable UUID about, Instant at)
    implements AuthEvent {

  @Override
  public Optional<UUID> subject() {
    return Optional.ofNullable(about);
  }
}
