package dev.latchkey.testkit.memory;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.testkit.contract.PersonalDataContract;

final class InMemoryPersonalDataTest extends PersonalDataContract {
  @Override
  protected StoragePorts ports() {
    return new InMemoryStorage(time).ports();
  }
}
