package dev.latchkey.domain.session;

import java.util.UUID;

/** Identifies a session; the {@code sid} of its access tokens. */
public record SessionId(UUID value) {}
