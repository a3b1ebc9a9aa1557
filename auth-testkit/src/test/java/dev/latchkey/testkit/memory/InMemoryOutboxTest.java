package dev.latchkey.testkit.memory;

import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.testkit.contract.Delivering;
import dev.latchkey.testkit.contract.OutboxContract;
import java.util.List;

final class InMemoryOutboxTest extends OutboxContract {
  @Override
  protected Delivering deliveringTo(List<EventSubscriber> subscribers) {
    return new InMemoryDelivering(subscribers);
  }
}
