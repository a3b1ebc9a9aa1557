package dev.latchkey.adapter.persistence.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.adapter.persistence.AwkwardPool;
import dev.latchkey.adapter.persistence.DatabaseAccess;
import dev.latchkey.adapter.persistence.GuestConfig;
import dev.latchkey.adapter.persistence.GuestConfig.Limits;
import dev.latchkey.adapter.persistence.Migrations;
import dev.latchkey.adapter.persistence.PersistenceConfig.Scheduling;
import dev.latchkey.adapter.persistence.PersistenceModule;
import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.adapter.persistence.SchemaBehindException;
import dev.latchkey.adapter.persistence.ScratchDatabase;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Delivery;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.kernel.RecurringTask;
import dev.latchkey.domain.user.User;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.AnEvent;
import dev.latchkey.testkit.time.CountingIds;
import dev.latchkey.testkit.time.MutableTime;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A module on the connections of an embedder, whose database was empty. */
class GuestModuleTest {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  private static final User ADA = AUser.owning("ada@example.com");
  private static final String SCHEMA = "Guest's \"own\"";
  private static final GuestConfig GUEST =
      GuestConfig.in(SCHEMA)
          .withScheduling(new Scheduling(Duration.ofMillis(50), Duration.ofMillis(100), 4, 2));

  private final MutableTime time = MutableTime.somewhen();
  private ScratchDatabase scratch;
  private AwkwardPool pool;

  @BeforeEach
  void an_embedder_has_a_pool() {
    scratch = ScratchDatabase.anew(postgres);
    pool = new AwkwardPool(scratch.owner(), 6);
  }

  @AfterEach
  void every_connection_was_given_back_as_it_came() {
    assertThat(pool.differences()).isEmpty();
    pool.close();
  }

  @Test
  void everything_is_made_in_the_schema_and_nothing_elsewhere() {
    try (var module = open(GUEST)) {
      assertThat(module.ports().users().find(ADA.id())).isEmpty();
    }

    assertThat(schemasWithTables()).containsExactly(SCHEMA);
  }

  @Test
  void several_nodes_may_open_at_the_same_moment() {
    var found =
        Race.of(
            2,
            () -> {
              try (var module = open(GUEST)) {
                return module.ports().users().find(ADA.id()).isPresent();
              }
            });

    assertThat(found).containsExactly(false, false);
  }

  @Test
  void two_schemas_of_one_database_are_two_worlds() {
    try (var one = open(GUEST);
        var other = open(GuestConfig.in("other"))) {
      one.ports().users().add(ADA);

      assertThat(one.ports().users().find(ADA.id())).contains(ADA);
      assertThat(other.ports().users().find(ADA.id())).isEmpty();
    }
  }

  @Test
  void closing_leaves_the_source_open() throws SQLException {
    open(GUEST).close();

    try (var connection = pool.getConnection()) {
      assertThat(connection.isValid(5)).isTrue();
    }
  }

  @Test
  void a_worker_delivers_and_does_the_upkeep() throws Exception {
    var upkeep = new CompletableFuture<Boolean>();
    var heard = new CompletableFuture<EventId>();
    try (var module = open(GUEST)) {
      module.connect(List.of(new First(heard)));
      var daily = new RecurringTask("test", Duration.ofDays(1), () -> upkeep.complete(true));
      module.startWorker(List.of(daily));
      var id = module.ports().unit().write(() -> appended(module));

      assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo(id);
      assertThat(upkeep.get(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void a_delivery_of_a_joined_unit_leaves_after_the_callers_commit_and_not_before()
      throws Exception {
    var heard = new CompletableFuture<EventId>();
    var callers = new CallersUnit(pool);
    try (var module = open(GUEST)) {
      module.connect(List.of(new First(heard)));
      module.startWorker(List.of());
      var joined = module.joining(callers);
      assertThatThrownBy(() -> callers.write(() -> rolledBack(joined)))
          .isInstanceOf(ArithmeticException.class);
      var id = callers.write(() -> joined.unit().write(() -> appendedTo(joined)));
      module.nudge();

      assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo(id);
    }
  }

  private EventId rolledBack(StoragePorts joined) {
    joined.unit().write(() -> appendedTo(joined));
    throw new ArithmeticException("the caller rolls back");
  }

  /** Wants everything, and tells what it heard of first. */
  private record First(CompletableFuture<EventId> heard) implements EventSubscriber {
    @Override
    public String name() {
      return "first";
    }

    @Override
    public boolean wants(AuthEvent event) {
      return true;
    }

    @Override
    public void deliver(Delivery delivery) {
      heard.complete(delivery.id());
    }
  }

  @Test
  void what_is_settled_holds_for_the_time_of_a_unit() {
    var limits =
        new Limits(Duration.ofMillis(1500), Duration.ofMillis(700), Duration.ofMillis(2500));
    try (var module = open(GUEST.withLimits(limits))) {
      module.ports().users().add(ADA);
      var holder = ScratchDatabase.jdbi(scratch.owner());
      holder.useTransaction(
          handle -> {
            handle.execute("select from \"Guest's \"\"own\"\"\".app_user for update");
            assertThatThrownBy(() -> module.ports().users().disable(ADA.id()))
                .isInstanceOf(InfrastructureException.class)
                .hasMessage("disable a user")
                .cause()
                .hasMessageContaining("lock timeout");
          });
      assertThat(module.ports().users().disable(ADA.id())).isTrue();
    }
  }

  @Test
  void connections_that_are_in_a_transaction_already_are_refused() throws SQLException {
    Source plain = pool::getConnection;
    var lending = new AtomicReference<>(plain);
    try (var module = openedOn(source(() -> lending.get().connection()), GUEST);
        var caller = pool.getConnection()) {
      run(caller, "create table public.customer (name text)");
      lending.set(() -> caller);
      assertThatIllegalStateException()
          .isThrownBy(() -> module.ports().users().add(ADA))
          .withMessageContaining("in a transaction already");
    }

    assertThat(schemasWithTables()).containsExactly(SCHEMA);
  }

  @Test
  void a_schema_that_others_migrate_is_refused_while_it_is_behind() {
    assertThatThrownBy(() -> open(GUEST.migratedElsewhere()))
        .isInstanceOf(SchemaBehindException.class)
        .hasMessageContaining("V001 (user)")
        .hasMessageContaining(Migrations.LOCATION);

    assertThat(schemasWithTables()).isEmpty();
  }

  @Test
  void a_schema_that_the_embedders_own_flyway_migrated_is_taken() {
    Flyway.configure()
        .dataSource(pool)
        .schemas(SCHEMA)
        .table(Migrations.HISTORY)
        .locations(Migrations.LOCATION)
        .placeholderReplacement(false)
        .load()
        .migrate();

    try (var module = open(GUEST.migratedElsewhere())) {
      module.ports().users().add(ADA);
      assertThat(module.ports().users().find(ADA.id())).contains(ADA);
    }
  }

  @Test
  void a_schema_with_other_steps_under_our_names_is_refused() {
    open(GUEST).close();
    ScratchDatabase.jdbi(scratch.owner())
        .useHandle(
            sql ->
                sql.execute(
                    "update \"Guest's \"\"own\"\"\".schema_history set checksum = 1"
                        + " where version = '004'"));

    assertThatThrownBy(() -> open(GUEST.migratedElsewhere()))
        .isInstanceOf(InfrastructureException.class);
  }

  /** A Flyway of the embedder looks there by default, and would run our steps among its own. */
  @Test
  void nothing_of_ours_is_where_everybodys_flyway_looks() {
    assertThat(Path.of("src/main/resources/db")).doesNotExist();
    assertThat(Migrations.class.getResource("/dev/latchkey/migration/V001__user.sql")).isNotNull();
  }

  @Test
  void a_serving_role_that_owns_nothing_is_granted_what_it_takes() {
    new Migrations(pool, SCHEMA, ScratchDatabase.SERVING).apply();

    try (var serving = new AwkwardPool(scratch.serving(), 4);
        var module = openedOn(serving, GUEST.migratedElsewhere())) {
      module.connect(List.of());
      module.ports().users().add(ADA);
      module.ports().unit().write(() -> appended(module));
      assertThat(module.ports().users().find(ADA.id())).contains(ADA);
      assertThat(serving.differences()).isEmpty();
    }
  }

  @Test
  void a_database_that_is_not_there_is_an_outage() {
    var nowhere = new DatabaseAccess("jdbc:postgresql://127.0.0.1:1/no", "no", "no");
    var unreachable = source(() -> connected(nowhere));

    assertThatThrownBy(() -> openedOn(unreachable, GUEST))
        .isInstanceOf(InfrastructureException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "pg_catalog", "information_schema", "a\0b"})
  void some_names_are_no_schema_of_ours(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> GuestConfig.in(name));
  }

  private EventId appended(PersistenceModule module) {
    return appendedTo(module.ports());
  }

  private EventId appendedTo(StoragePorts ports) {
    return ports.outbox().append(AnEvent.about("ada", time.instant()), ClientContext.none());
  }

  private PersistenceModule open(GuestConfig guest) {
    return openedOn(pool, guest);
  }

  private PersistenceModule openedOn(DataSource source, GuestConfig guest) {
    return PersistenceModule.open(source, guest, new CountingIds(), time);
  }

  private List<String> schemasWithTables() {
    return ScratchDatabase.jdbi(scratch.owner())
        .withHandle(
            sql ->
                sql.createQuery(
                        """
                        select distinct schemaname from pg_tables
                         where schemaname not in ('pg_catalog', 'information_schema')
                        """)
                    .mapTo(String.class)
                    .list());
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connected(DatabaseAccess access) throws SQLException {
    return DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
  }

  private interface Source {
    Connection connection() throws SQLException;
  }

  private static DataSource source(Source connections) {
    return (DataSource)
        Proxy.newProxyInstance(
            GuestModuleTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getConnection")) {
                return connections.connection();
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
