package dev.latchkey.domain.user;

import java.util.UUID;

/** Identifies a user for ever; never reused, also not after deletion. */
public record UserId(UUID value) {}
