package dev.latchkey.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.persistence.credential.JdbiPasswordCredentials;
import dev.latchkey.adapter.persistence.session.JdbiSessions;
import dev.latchkey.adapter.persistence.user.JdbiUsers;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.session.Sessions.Opening;
import dev.latchkey.domain.session.Sessions.Renewal;
import dev.latchkey.domain.user.User;
import dev.latchkey.testkit.fixture.ASession;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.time.MutableTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is done often takes one statement, and a renewal moves nothing in an index. */
class StatementCountTest {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  private static final User ADA = AUser.owning("ada@example.com");

  private final MutableTime time = MutableTime.somewhen();
  private final List<String> statements = new ArrayList<>();
  private Database database;
  private JdbiSessions sessions;
  private Session session;

  @BeforeEach
  void open_a_session() {
    database = new Database(postgres.database().source());
    database.jdbi().getConfig(SqlStatements.class).setSqlLogger(new Recorder());
    sessions = new JdbiSessions(database);
    new JdbiUsers(database).add(ADA);
    session = ASession.of(ADA, time.instant());
    sessions.open(session, ADA.epoch());
  }

  @Test
  void a_renewal_is_one_statement() {
    var renewal = counted(this::renewed);

    assertThat(renewal).isInstanceOf(Renewal.Renewed.class);
    assertThat(statements).hasSize(1);
  }

  @Test
  void a_repetition_takes_one_look_more() {
    renewed();

    assertThat(counted(this::renewed)).isInstanceOf(Renewal.Repeated.class);
    assertThat(statements).hasSize(2);
  }

  @Test
  void a_session_and_its_user_are_found_by_one_statement() {
    assertThat(counted(() -> sessions.find(session.id()))).isPresent();
    assertThat(statements).hasSize(1);
  }

  @Test
  void a_session_is_opened_by_one_statement() {
    var another = ASession.of(ADA, NamedIds.of("another"), ClientContext.none(), time.instant());
    var opening = counted(() -> sessions.open(another, ADA.epoch()));

    assertThat(opening).isEqualTo(new Opening.Opened(another, 2));
    assertThat(statements).hasSize(1);
  }

  @Test
  void a_session_is_checked_by_one_statement() {
    assertThat(counted(() -> sessions.check(session.id(), Secrets.key("signing-1")))).isPresent();
    assertThat(statements).hasSize(1);
  }

  @Test
  void sessions_are_listed_by_one_statement() {
    var page = counted(() -> sessions.list(ADA.id(), null, 10, time.instant()));

    assertThat(page.items()).containsExactly(session);
    assertThat(statements).hasSize(1);
  }

  @Test
  void a_use_is_noted_by_one_statement() {
    assertThat(counted(this::touched)).isTrue();
    assertThat(statements).hasSize(1);
  }

  @Test
  void the_oldest_sessions_end_by_one_statement() {
    assertThat(counted(() -> sessions.endOldest(ADA.id(), 0, time.instant())))
        .containsExactly(session.id());
    assertThat(statements).hasSize(1);
  }

  @Test
  void a_password_and_its_owner_are_found_by_one_statement() {
    var passwords = new JdbiPasswordCredentials(database);
    passwords.set(ADA.id(), Secrets.hash("a password"), time.instant());

    assertThat(counted(() -> passwords.findByEmail(ADA.email()))).isPresent();
    assertThat(statements).hasSize(1);
  }

  @Test
  void a_renewal_touches_no_index() {
    assertThat(hotUpdatesBy(this::renewed)).isEqualTo(1);
  }

  @Test
  void noting_a_use_touches_no_index() {
    assertThat(hotUpdatesBy(this::touched)).isEqualTo(1);
  }

  private long hotUpdatesBy(Runnable work) {
    return new JdbiUnitOfWork(database)
        .write(
            () -> {
              var before = hotUpdates();
              work.run();
              return hotUpdates() - before;
            });
  }

  private boolean touched() {
    return sessions.touch(session.id(), time.instant(), time.instant());
  }

  private long hotUpdates() {
    return database.call(
        "count hot updates",
        handle ->
            handle
                .createQuery("select pg_stat_get_xact_tuples_hot_updated('session'::regclass)")
                .mapTo(Long.class)
                .one());
  }

  private Renewal renewed() {
    return sessions.renew(
        ASession.token(session, 0),
        Secrets.digest(ASession.secretOf(1)),
        Secrets.key("rotation-1"),
        ASession.POLICY,
        time.instant());
  }

  private <T> T counted(Supplier<T> work) {
    statements.clear();
    return work.get();
  }

  private final class Recorder implements SqlLogger {
    @Override
    public void logBeforeExecution(StatementContext context) {
      statements.add(context.getRawSql());
    }
  }
}
