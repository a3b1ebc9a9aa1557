package dev.latchkey.testkit.memory;

import dev.latchkey.domain.audit.AuditEntry;
import dev.latchkey.domain.audit.AuditTrail;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class InMemoryAuditTrail implements AuditTrail {
  private static final Comparator<AuditEntry> NEWEST_FIRST =
      Comparator.comparing((AuditEntry entry) -> entry.event().at()).reversed();

  private final InMemoryState state;

  InMemoryAuditTrail(InMemoryState state) {
    this.state = state;
  }

  @Override
  public List<AuditEntry> about(UUID subject, int limit) {
    return latestFirst().stream()
        .filter(entry -> entry.event().subject().equals(Optional.of(subject)))
        .sorted(NEWEST_FIRST)
        .limit(limit)
        .toList();
  }

  private List<AuditEntry> latestFirst() {
    var entries = state.with(rows -> new ArrayList<>(rows.trail));
    Collections.reverse(entries);
    return entries;
  }
}
