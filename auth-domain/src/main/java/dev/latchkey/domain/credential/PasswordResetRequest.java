package dev.latchkey.domain.credential;

import dev.latchkey.domain.user.EmailAddress;
import java.time.Instant;

/**
 * Somebody has lost the password of whatever account this address may have.
 *
 * @param expiresAt until then the mail must have left; its token then has a life of its own
 */
public record PasswordResetRequest(
    PasswordResetId id, EmailAddress email, Instant requestedAt, Instant expiresAt) {

  /** A mail may still be sent. Over at the very instant it expires. */
  public boolean isOpen(Instant now) {
    return expiresAt.isAfter(now);
  }
}
