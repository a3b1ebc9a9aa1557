package dev.latchkey.domain.audit;

import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.EventId;

/**
 * One line of the trail: what happened, and from where it was asked for. Of a client it keeps
 * address, agent and request, and no more.
 */
public record AuditEntry(EventId id, AuthEvent event, ClientContext client) {
  public AuditEntry {
    client = client.withoutHints();
  }
}
