package dev.latchkey.testkit.memory;

import dev.latchkey.domain.passkey.CeremonyId;
import dev.latchkey.domain.passkey.PendingCeremonies;
import dev.latchkey.domain.passkey.PendingCeremony;
import java.time.Instant;
import java.util.Optional;

final class InMemoryPendingCeremonies implements PendingCeremonies {
  private final InMemoryState state;

  InMemoryPendingCeremonies(InMemoryState state) {
    this.state = state;
  }

  @Override
  public void add(PendingCeremony ceremony) {
    state.run(rows -> rows.ceremonies.put(ceremony.id(), ceremony));
  }

  @Override
  public Optional<PendingCeremony> take(CeremonyId id, Instant now) {
    return state.with(
        rows ->
            Optional.ofNullable(rows.ceremonies.remove(id))
                .filter(ceremony -> ceremony.isOpen(now)));
  }

  @Override
  public int purge(Instant expiredBefore) {
    return state.with(
        rows -> {
          var before = rows.ceremonies.size();
          rows.ceremonies
              .values()
              .removeIf(ceremony -> ceremony.expiresAt().isBefore(expiredBefore));
          return before - rows.ceremonies.size();
        });
  }
}
