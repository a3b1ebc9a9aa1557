package dev.latchkey.testkit.memory;

import dev.latchkey.domain.audit.AuditEntry;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Delivery;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.domain.kernel.Outbox;

final class InMemoryOutbox implements Outbox {
  private final InMemoryState state;
  private final InMemoryDeliveries deliveries;
  private final IdSource ids;

  InMemoryOutbox(InMemoryState state, InMemoryDeliveries deliveries, IdSource ids) {
    this.state = state;
    this.deliveries = deliveries;
    this.ids = ids;
  }

  @Override
  public EventId append(AuthEvent event, ClientContext client) {
    if (!state.isInUnit()) {
      throw new IllegalStateException("events are appended in a unit of work");
    }
    var delivery = new Delivery(new EventId(ids.next()), event, client);
    return state.with(
        rows -> {
          rows.trail.add(new AuditEntry(delivery.id(), event, client));
          deliveries.staged(delivery).forEach(one -> rows.deliveries.put(one.id(), one));
          return delivery.id();
        });
  }
}
