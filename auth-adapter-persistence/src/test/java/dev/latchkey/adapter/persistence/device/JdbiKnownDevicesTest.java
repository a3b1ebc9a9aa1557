package dev.latchkey.adapter.persistence.device;

import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.testkit.contract.KnownDevicesContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbiKnownDevicesTest extends KnownDevicesContract {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  @Override
  protected StoragePorts ports() {
    return postgres.ports();
  }

  @Override
  protected StoragePorts anotherNode() {
    return postgres.ports();
  }
}
