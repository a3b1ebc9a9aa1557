package dev.latchkey.adapter.persistence.passkey;

import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.testkit.contract.PendingCeremoniesContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbiPendingCeremoniesTest extends PendingCeremoniesContract {
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
