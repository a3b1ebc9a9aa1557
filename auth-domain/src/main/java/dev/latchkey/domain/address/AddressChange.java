package dev.latchkey.domain.address;

import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;

/**
 * The wish of a user for another address, which he has yet to prove. It gives no right to that
 * address, and anybody may wish for any.
 *
 * @param expiresAt until then a code may be sent, which has a life of its own
 */
public record AddressChange(
    AddressChangeId id, UserId user, EmailAddress wanted, Instant requestedAt, Instant expiresAt) {

  /** A code may still be sent. Over at the very instant it expires. */
  public boolean isOpen(Instant now) {
    return expiresAt.isAfter(now);
  }
}
