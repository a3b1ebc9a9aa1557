package dev.latchkey.adapter.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.adapter.persistence.outbox.AStorage;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.audit.AuditEntry;
import dev.latchkey.testkit.contract.AuditTrailContract;
import dev.latchkey.testkit.fixture.AnEvent;
import dev.latchkey.testkit.fixture.NamedIds;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbiAuditTrailTest extends AuditTrailContract {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  @Override
  protected StoragePorts ports() {
    return AStorage.with(postgres.database(), List.of());
  }

  @Test
  void what_a_newer_version_wrote_stands_in_the_trail_by_its_type() {
    var known = inUnit(() -> storage.outbox().append(AnEvent.about("ada", now()), nobody()));
    postgres
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        insert into audit_event (id, at, type, subject, event)
                        values (gen_random_uuid(), :at, 'user.cloned', :subject,
                                '{"type": "user.cloned", "version": 1}')
                        """)
                    .bind("at", now().plusSeconds(1))
                    .bind("subject", NamedIds.of("ada"))
                    .execute());

    var trail = storage.auditTrail().about(NamedIds.of("ada"), 10);

    assertThat(trail).hasSize(2);
    assertThat(trail.get(0).event())
        .isEqualTo(new UnrecognisedEvent("user.cloned", NamedIds.of("ada"), now().plusSeconds(1)));
    assertThat(trail.get(0).event().subject()).contains(NamedIds.of("ada"));
    assertThat(trail.get(1)).extracting(AuditEntry::id).isEqualTo(known);
  }
}
