package dev.latchkey.adapter.persistence;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.testkit.contract.UnitOfWorkContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbiUnitOfWorkTest extends UnitOfWorkContract {
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
