package dev.latchkey.domain.passkey;

import java.util.UUID;

/** Identifies a passkey towards its user: what he lists, renames and removes. */
public record PasskeyId(UUID value) {}
