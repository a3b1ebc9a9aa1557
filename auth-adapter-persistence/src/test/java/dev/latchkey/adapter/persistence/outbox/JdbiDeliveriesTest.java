package dev.latchkey.adapter.persistence.outbox;

import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.testkit.contract.DeliveriesContract;
import dev.latchkey.testkit.contract.Delivering;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbiDeliveriesTest extends DeliveriesContract {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  @Override
  protected Delivering deliveringTo(List<EventSubscriber> subscribers) {
    return new JdbiDelivering(postgres.database(), subscribers);
  }
}
