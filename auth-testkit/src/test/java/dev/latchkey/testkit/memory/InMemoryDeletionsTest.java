package dev.latchkey.testkit.memory;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.testkit.contract.DeletionsContract;

final class InMemoryDeletionsTest extends DeletionsContract {
  @Override
  protected StoragePorts ports() {
    return new InMemoryStorage(time).ports();
  }
}
