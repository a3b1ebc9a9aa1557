package dev.latchkey.adapter.webauthn;

import dev.latchkey.adapter.webauthn.WebauthnConfig.Algorithm;
import dev.latchkey.domain.passkey.PasskeyCeremony;
import dev.latchkey.testkit.contract.PasskeyCeremonyContract;
import dev.latchkey.testkit.wire.CoseAlgorithm;
import java.util.List;
import java.util.UUID;

class YubicoPasskeyCeremonyTest extends PasskeyCeremonyContract {
  @Override
  protected PasskeyCeremony ceremony(List<CoseAlgorithm> offered) {
    var algorithms = offered.stream().map(one -> Algorithm.valueOf(one.name())).toList();
    return new YubicoPasskeyCeremony(
        new WebauthnConfig(RP_ID, RP_NAME, ORIGINS, PATIENCE, algorithms));
  }

  @Override
  protected UUID knownModel() {
    return UUID.fromString("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4");
  }
}
