package dev.latchkey.domain.passkey;

import java.util.UUID;

/** Identifies a ceremony that was begun and not yet finished. */
public record CeremonyId(UUID value) {}
