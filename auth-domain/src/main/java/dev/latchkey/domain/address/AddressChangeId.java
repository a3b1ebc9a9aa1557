package dev.latchkey.domain.address;

import java.util.UUID;

/** Identifies one wish for another address, and later the change that came of it. A UUIDv7. */
public record AddressChangeId(UUID value) {}
