package dev.latchkey.testkit.memory;

import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.testkit.contract.DeliveriesContract;
import dev.latchkey.testkit.contract.Delivering;
import java.util.List;

final class InMemoryDeliveriesTest extends DeliveriesContract {
  @Override
  protected Delivering deliveringTo(List<EventSubscriber> subscribers) {
    return new InMemoryDelivering(subscribers);
  }
}
