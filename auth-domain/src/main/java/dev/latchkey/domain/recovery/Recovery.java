package dev.latchkey.domain.recovery;

import dev.latchkey.domain.user.UserId;
import java.time.Instant;

/**
 * Somebody who reads the mail of an account without a password wants to get back into it.
 *
 * @param dueAt from then on a password may be set by who gets the mail that leaves then
 * @param expiresAt until then
 */
public record Recovery(
    RecoveryId id, UserId user, Instant startedAt, Instant dueAt, Instant expiresAt) {

  /** Waiting, or good for a password. Over at the very instant it expires. */
  public boolean isOpen(Instant now) {
    return expiresAt.isAfter(now);
  }

  /** Good for a password, from the very instant on. */
  public boolean isDue(Instant now) {
    return isOpen(now) && !dueAt.isAfter(now);
  }
}
