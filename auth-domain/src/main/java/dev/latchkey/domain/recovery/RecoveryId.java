package dev.latchkey.domain.recovery;

import java.util.UUID;

/** Identifies one recovery. A UUIDv7. */
public record RecoveryId(UUID value) {}
