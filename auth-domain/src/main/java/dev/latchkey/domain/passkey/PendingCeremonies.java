package dev.latchkey.domain.passkey;

import java.time.Instant;
import java.util.Optional;

/** The ceremonies that wait for their answer. */
public interface PendingCeremonies {

  /** Notes a ceremony. */
  void add(PendingCeremony ceremony);

  /**
   * Takes a ceremony that has not expired, for good: of any number of callers exactly one gets it,
   * and nobody gets it again, also when its answer turns out to be wrong. Commits at once.
   */
  Optional<PendingCeremony> take(CeremonyId id, Instant now);

  /** Forgets ceremonies that expired before this instant; answers how many. */
  int purge(Instant expiredBefore);
}
