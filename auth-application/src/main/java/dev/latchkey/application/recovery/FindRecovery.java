package dev.latchkey.application.recovery;

import dev.latchkey.domain.recovery.Recoveries;
import dev.latchkey.domain.recovery.Recovery;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Shows a user whether somebody who reads his mail wants to set a password for his account. */
public final class FindRecovery {
  private final Recoveries recoveries;
  private final InstantSource time;

  public FindRecovery(Recoveries recoveries, InstantSource time) {
    this.recoveries = recoveries;
    this.time = time;
  }

  /** From when on that is possible; empty when no recovery is under way. */
  public Optional<Instant> of(UserId user) {
    return recoveries.findOpen(user, time.instant()).map(Recovery::dueAt);
  }
}
