package dev.latchkey.adapter.persistence.registration;

import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.testkit.contract.RegistrationsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbiRegistrationsTest extends RegistrationsContract {
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
