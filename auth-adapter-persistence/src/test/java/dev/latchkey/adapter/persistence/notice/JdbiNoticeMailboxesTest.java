package dev.latchkey.adapter.persistence.notice;

import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.testkit.contract.NoticeMailboxesContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbiNoticeMailboxesTest extends NoticeMailboxesContract {
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
