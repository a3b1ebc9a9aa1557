package dev.latchkey.domain.leaving;

import dev.latchkey.domain.user.UserId;
import java.time.Instant;

/**
 * The wish of a user to be deleted. Until then it can be undone, and the account works as before.
 *
 * @param requestedAt tells this wish from an earlier one that was undone
 */
public record PendingDeletion(UserId user, Instant requestedAt, Instant deleteAt) {
  /** Can still be undone. Over at the very instant of the deletion. */
  public boolean isUndoable(Instant now) {
    return deleteAt.isAfter(now);
  }
}
