package dev.latchkey.testkit.memory;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.testkit.contract.AddressChangesContract;

final class InMemoryAddressChangesTest extends AddressChangesContract {
  @Override
  protected StoragePorts ports() {
    return new InMemoryStorage(time).ports();
  }
}
