package dev.latchkey.adapter.persistence.address;

import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.testkit.contract.SwappedAddressesContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbiSwappedAddressesTest extends SwappedAddressesContract {
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
