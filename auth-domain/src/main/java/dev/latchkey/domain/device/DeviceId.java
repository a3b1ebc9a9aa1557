package dev.latchkey.domain.device;

import java.util.UUID;

/** Identifies a device of a user; the same device of another user has another id. */
public record DeviceId(UUID value) {}
