package dev.latchkey.adapter.persistence.user;

import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.testkit.contract.UsersContract;
import dev.latchkey.testkit.requirement.Requirement;
import org.junit.jupiter.api.extension.RegisterExtension;

@Requirement({"S0-25", "S1-09", "S1-20", "S1-59", "S2-12", "S4-08"})
class JdbiUsersTest extends UsersContract {
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
