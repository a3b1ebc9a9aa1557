package dev.latchkey.domain.address;

import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;

/**
 * An address that a user left for another.
 *
 * @param change that moved him
 * @param left what he had before
 * @param taken what he had instead from then on
 * @param reservedUntil whoever reads the mail of the left address can undo the change until then
 */
public record LeftAddress(
    AddressChangeId change,
    UserId user,
    EmailAddress left,
    EmailAddress taken,
    Instant leftAt,
    Instant reservedUntil) {}
