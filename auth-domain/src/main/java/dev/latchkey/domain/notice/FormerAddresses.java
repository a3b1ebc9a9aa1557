package dev.latchkey.domain.notice;

import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;

/** The addresses that accounts had until a moment ago, and may have again. */
@FunctionalInterface
public interface FormerAddresses {

  /**
   * Puts this address back, if the account had it and it is still kept for it; in the unit. True
   * when the account has it now.
   */
  boolean restore(UserId user, EmailAddress former, Instant now);
}
