package dev.latchkey.adapter.persistence.credential;

import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.testkit.contract.PasswordResetsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbiPasswordResetsTest extends PasswordResetsContract {
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
