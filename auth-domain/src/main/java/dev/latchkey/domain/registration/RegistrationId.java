package dev.latchkey.domain.registration;

import java.util.UUID;

/** Identifies one attempt to register. Known to whoever started it, and no secret. */
public record RegistrationId(UUID value) {}
