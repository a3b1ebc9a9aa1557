package dev.latchkey.domain.kernel;

import java.util.UUID;

/** Identifies one event; deliveries of it are idempotent by this id. A UUIDv7. */
public record EventId(UUID value) {}
