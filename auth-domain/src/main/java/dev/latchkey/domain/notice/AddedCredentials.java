package dev.latchkey.domain.notice;

import dev.latchkey.domain.user.UserId;
import java.time.Instant;

/**
 * A kind of credential of which a user may have several, and of which he may say that somebody else
 * added some. What he can sign in with is no last way in then: his mailbox is.
 */
@FunctionalInterface
public interface AddedCredentials {

  /** Removes those that were added at this instant or later; answers how many. In the unit. */
  int removeAddedSince(UserId user, Instant since, Instant now);
}
