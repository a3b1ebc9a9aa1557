package dev.latchkey.domain.credential;

import java.util.UUID;

/** Identifies one request for a new password. A UUIDv7. */
public record PasswordResetId(UUID value) {}
