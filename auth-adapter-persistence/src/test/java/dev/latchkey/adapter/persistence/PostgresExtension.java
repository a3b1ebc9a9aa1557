package dev.latchkey.adapter.persistence;

import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.adapter.persistence.outbox.EventJson;
import dev.latchkey.adapter.persistence.outbox.JdbiOutbox;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.testkit.time.CountingIds;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One real PostgreSQL for all tests of this JVM, migrated once and emptied before each test; see
 * {@link TestServer}.
 *
 * <p>Register it in a static field.
 */
public final class PostgresExtension implements BeforeAllCallback, BeforeEachCallback {
  private static final int POOL = 20;

  private @Nullable Running running;
  private String whyNot = "";

  @Override
  public void beforeAll(ExtensionContext context) {
    var store = context.getRoot().getStore(Namespace.create(PostgresExtension.class));
    whyNot = store.computeIfAbsent("why not", key -> told(TestServer.whyNot()), String.class);
    if (whyNot.isEmpty()) {
      running = store.computeIfAbsent(Running.class, key -> Running.start(), Running.class);
    }
  }

  /** Once, so that nobody takes tests that were skipped for tests that passed. */
  private static String told(Optional<String> reason) {
    reason.ifPresent(skipped -> System.out.println("[containers] " + skipped));
    return reason.orElse("");
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    assumeIsThere();
    truncate("public");
  }

  /** Skips the test, or all of a class, where the server that was asked for is not to be had. */
  private void assumeIsThere() {
    Assumptions.assumeTrue(whyNot.isEmpty(), whyNot);
  }

  /** The gateway that repositories stand on. */
  public Database database() {
    return running().database();
  }

  /** A node of its own on the same database; nobody hears of its events. */
  public StoragePorts ports() {
    var node = new Database(database().source());
    var json = new EventJson();
    var outbox = new JdbiOutbox(node, new CountingIds(), json);
    outbox.connect(List.of());
    return PersistenceModule.ports(node, outbox, json);
  }

  /** For looking at rows as they are; in no unit of work. */
  public Jdbi jdbi() {
    return database().jdbi();
  }

  /** The role that owns the schema, which is a superuser too. */
  public PersistenceConfig config() {
    return PersistenceConfig.of(running().access()).withPoolSize(POOL);
  }

  private Running running() {
    assumeIsThere();
    if (running == null) {
      throw new IllegalStateException("register the extension in a static field");
    }
    return running;
  }

  /** Triggers that keep the audit trail from being emptied do not fire for a replica. */
  void truncate(String schema) {
    jdbi()
        .useTransaction(
            handle -> {
              handle.execute("set local session_replication_role = replica");
              handle.execute("set local lock_timeout = '10s'");
              handle.execute("truncate table " + String.join(", ", tables(schema)));
            });
  }

  private List<String> tables(String schema) {
    return jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select format('%I.%I', nspname, relname)
                          from pg_class join pg_namespace n on n.oid = relnamespace
                         where nspname = :schema
                           and relkind in ('r', 'p') and not relispartition
                           and relname <> 'schema_history'
                        """)
                    .bind("schema", schema)
                    .mapTo(String.class)
                    .collect(Collectors.toList()));
  }

  /** The server and the pool; closed when the last test is over. */
  private record Running(
      TestServer server, DatabaseAccess access, HikariDataSource pool, Database database)
      implements AutoCloseable {

    static Running start() {
      var server = TestServer.start();
      var access = server.access();
      var config = PersistenceConfig.of(access).withPoolSize(POOL);
      startOver(access);
      new Migrations(config).apply();
      var pool = Pool.open(config);
      return new Running(server, access, pool, new Database(pool));
    }

    private static final String EMPTY =
        """
        do $$
        declare
          name text;
        begin
          for name in
            select nspname from pg_namespace
             where nspname !~ '^pg_' and nspname <> 'information_schema'
          loop
            execute format('drop schema %I cascade', name);
          end loop;
        end $$;
        create schema public
        """;

    /** What an older version of the migrations left behind would hide their faults. */
    private static void startOver(DatabaseAccess access) {
      var jdbi = Jdbi.create(access.jdbcUrl(), access.user(), access.password());
      jdbi.useHandle(handle -> handle.execute(EMPTY));
    }

    @Override
    public void close() {
      pool.close();
      server.close();
    }
  }
}
