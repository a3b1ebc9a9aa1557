package dev.latchkey.adapter.persistence.leaving;

import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.testkit.contract.DeletionsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbiDeletionsTest extends DeletionsContract {
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
