package dev.latchkey.testkit.memory;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.testkit.contract.RecoveriesContract;

final class InMemoryRecoveriesTest extends RecoveriesContract {
  @Override
  protected StoragePorts ports() {
    return new InMemoryStorage(time).ports();
  }
}
