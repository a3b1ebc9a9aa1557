package dev.latchkey.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.session.Sessions.Opening;
import dev.latchkey.domain.token.SigningKeyStore;
import dev.latchkey.domain.user.User;
import dev.latchkey.testkit.fixture.ARegistration;
import dev.latchkey.testkit.fixture.ASession;
import dev.latchkey.testkit.fixture.ASigningKey;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.AnEvent;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.time.CountingIds;
import dev.latchkey.testkit.time.MutableTime;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A serving role that owns nothing: what it can do, and what it cannot. */
class ServingRoleTest {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  private static final User ADA = AUser.owning("ada@example.com");
  private static final String DENIED = "42501";

  private static ScratchDatabase scratch;
  private static Jdbi serving;

  private final MutableTime time = MutableTime.somewhen();

  @BeforeAll
  static void migrate_as_the_owner() {
    scratch = ScratchDatabase.anew(postgres);
    new Migrations(PersistenceConfig.of(scratch.serving()).withOwner(scratch.owner())).apply();
    serving = ScratchDatabase.jdbi(scratch.serving());
  }

  @Test
  void it_does_everything_that_a_server_does() {
    try (var module = opened(PersistenceConfig.of(scratch.serving()).withOwner(scratch.owner()))) {
      module.connect(List.of());
      var storage = module.ports();

      var opening = storage.unit().write(() -> signUp(storage));

      assertThat(opening).isInstanceOf(Opening.Opened.class);
      assertThat(storage.auditTrail().about(NamedIds.of("ada"), 10)).hasSize(1);
      assertThat(storage.sessions().purge(time.instant())).isZero();
      assertThat(followEachOther(module.signingKeys())).isEqualTo(1);
    }
  }

  /** Every change that there is of signing keys; answers how many are left. */
  private int followEachOther(SigningKeyStore keys) {
    var now = time.instant();
    keys.addFirst(ASigningKey.active("first", now));
    keys.announce(ASigningKey.announced("second", now));
    keys.promote(new KeyId("second"), now);
    keys.revoke(new KeyId("second"), now);
    keys.forget(now.plusSeconds(1));
    return keys.all().size();
  }

  private Opening signUp(StoragePorts storage) {
    var now = time.instant();
    storage.registrations().add(ARegistration.withPassword("ada@example.com", now));
    storage.users().add(ADA);
    storage.passwords().set(ADA.id(), Secrets.hash("a password"), now);
    storage.budgets().take(new RateLimit("test", 1, Duration.ofHours(1)).of("ada"), now);
    storage.outbox().append(AnEvent.about("ada", now), ClientContext.none());
    return storage.sessions().open(ASession.of(ADA, now), ADA.epoch());
  }

  @Test
  void it_starts_alone_where_the_schema_is_current() {
    try (var module = opened(PersistenceConfig.of(scratch.serving()))) {
      assertThat(module.health().answers().getAsBoolean()).isTrue();
    }
  }

  @Test
  void it_makes_partitions_by_asking_for_them_only() {
    var made =
        serving.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select latchkey_ensure_audit_partitions(3, now() + interval '1 year')")
                    .mapTo(Integer.class)
                    .one());

    assertThat(made).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table loot (id int)",
        "alter table app_user add column loot int",
        "drop table session",
        "truncate session",
        "create function loot() returns int language sql as 'select 1'",
        "update audit_event set at = now()",
        "delete from audit_event",
        "truncate audit_event",
        "update audit_event_default set at = now()",
        "delete from audit_event_default",
        "alter table audit_event disable trigger all",
        "update schema_history set success = true",
        "create role loot"
      })
  void it_is_denied(String statement) {
    assertThatThrownBy(() -> serving.useHandle(handle -> handle.execute(statement)))
        .isInstanceOf(JdbiException.class)
        .cause()
        .isInstanceOfSatisfying(
            SQLException.class, denied -> assertThat(denied.getSQLState()).isEqualTo(DENIED));
  }

  private PersistenceModule opened(PersistenceConfig config) {
    return PersistenceModule.open(config.withPoolSize(2), new CountingIds(), time);
  }
}
