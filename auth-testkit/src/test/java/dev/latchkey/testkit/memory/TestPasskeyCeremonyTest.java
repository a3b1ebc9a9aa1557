package dev.latchkey.testkit.memory;

import dev.latchkey.domain.passkey.PasskeyCeremony;
import dev.latchkey.testkit.contract.PasskeyCeremonyContract;
import dev.latchkey.testkit.wire.CoseAlgorithm;
import java.util.List;
import java.util.UUID;

class TestPasskeyCeremonyTest extends PasskeyCeremonyContract {
  @Override
  protected PasskeyCeremony ceremony(List<CoseAlgorithm> offered) {
    return new TestPasskeyCeremony(RP_ID, RP_NAME, ORIGINS, offered);
  }

  @Override
  protected UUID knownModel() {
    return TestPasskeyCeremony.KNOWN_MODEL;
  }
}
