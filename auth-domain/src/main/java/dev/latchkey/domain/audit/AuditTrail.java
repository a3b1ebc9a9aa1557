package dev.latchkey.domain.audit;

import java.util.List;
import java.util.UUID;

/**
 * What happened, for those who must know. Written only by {@link
 * dev.latchkey.domain.kernel.Outbox}, in the unit of what happened; nobody changes or removes a
 * line.
 */
public interface AuditTrail {

  /** The newest entries about this user or registration first, at most so many. */
  List<AuditEntry> about(UUID subject, int limit);
}
