package dev.latchkey.testkit.memory;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.testkit.contract.LeftAddressesContract;

final class InMemoryLeftAddressesTest extends LeftAddressesContract {
  @Override
  protected StoragePorts ports() {
    return new InMemoryStorage(time).ports();
  }
}
