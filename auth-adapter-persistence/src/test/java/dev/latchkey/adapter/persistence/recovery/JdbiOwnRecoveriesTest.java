package dev.latchkey.adapter.persistence.recovery;

import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.testkit.contract.OwnRecoveriesContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbiOwnRecoveriesTest extends OwnRecoveriesContract {
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
