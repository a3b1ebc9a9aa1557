package dev.latchkey.adapter.persistence;

import dev.latchkey.domain.kernel.InfrastructureException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jspecify.annotations.Nullable;

/**
 * The way of this adapter's repositories to PostgreSQL: each call joins the unit of work that is
 * open on its thread, or runs by itself and commits at once.
 *
 * <p>Part of the inside of this module, public only for the sake of its packages. May be used from
 * any thread.
 */
public final class Database {
  private static final int BATCH = 5000;

  private final Jdbi jdbi;
  private final DataSource source;
  private final Terms terms;
  private final @Nullable Joining joining;

  /** One for each database, not one for each class loader: two databases do not share units. */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<@Nullable Transaction> unit = new ThreadLocal<>();

  /** On connections of our own, which were told all that we have to say when they were opened. */
  public Database(DataSource source) {
    this(source, Terms.none(), null);
  }

  private Database(DataSource source, Terms terms, @Nullable Joining joining) {
    this.source = source;
    this.terms = terms;
    this.joining = joining;
    this.jdbi = configured(Jdbi.create(source));
  }

  /** On connections that somebody lends us, in the way that was settled with him. */
  static Database lent(DataSource source, GuestConfig guest) {
    return new Database(source, Terms.of(guest), null);
  }

  /**
   * The same database for whoever may be in a transaction of his own: units join it. Everything
   * outside of units stays apart from it.
   */
  Database joining(CallersTransaction callers, String schema) {
    return new Database(source, terms, new Joining(this, callers, Terms.path(schema)));
  }

  /** Whose transactions are joined, and where everything goes that must not be undone by them. */
  private record Joining(Database apart, CallersTransaction callers, String path) {}

  /** Handles never end a transaction by themselves: {@link Transaction} does, or the caller. */
  private static Jdbi configured(Jdbi jdbi) {
    jdbi.installPlugin(new PlainPostgres());
    jdbi.registerArgument(new UtcInstants());
    jdbi.getConfig(SqlStatements.class).setIncludeBindingsInTelemetry(false);
    jdbi.getConfig(Handles.class).setForceEndTransactions(false);
    return jdbi;
  }

  /** Without a look behind the connection, which not everybody's pool allows. */
  private static final class PlainPostgres extends PostgresPlugin {
    @Override
    public Handle customizeHandle(Handle handle) {
      return handle;
    }
  }

  /**
   * Runs statements in the open unit, or without one in a connection of their own that commits each
   * at once.
   *
   * @param operation names what failed, if it fails
   * @throws InfrastructureException when the database does not do as it is told
   */
  public <T> T call(String operation, Function<Handle, T> work) {
    var open = unit.get();
    if (open != null) {
      return open.call(operation, work);
    }
    if (joining != null) {
      return joining.apart().call(operation, work);
    }
    return terms.areNone() ? atOnce(operation, work) : alone(operation, work, answer -> true);
  }

  /**
   * The same for a decision of which one half must stand whatever becomes of the caller's
   * transaction, if the unit has joined one: that half is decided apart from it, and commits at
   * once.
   *
   * @param mayBeUndone tells whether an answer is of the other half, which is decided in the unit
   */
  public <T> T settle(String operation, Function<Handle, T> work, Predicate<T> mayBeUndone) {
    var open = unit.get();
    if (open == null || joining == null || !open.isJoined()) {
      return call(operation, work);
    }
    var answer = joining.apart().alone(operation, work, mayBeUndone.negate());
    return mayBeUndone.test(answer) ? open.call(operation, work) : answer;
  }

  private <T> T atOnce(String operation, Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException failure) {
      throw SqlErrors.outage(operation, failure);
    }
  }

  /** In a short transaction that is no unit. */
  private <T> T alone(String operation, Function<Handle, T> work, Predicate<T> isKept) {
    try (var transaction = ownTransaction(operation)) {
      transaction.begin();
      var answer = transaction.call(operation, work);
      if (isKept.test(answer)) {
        transaction.commit();
      }
      return answer;
    }
  }

  /**
   * Deletes in batches, so that no statement runs for long and no lock is held for long.
   *
   * @param delete removes at most {@code :batch} rows that were over before {@code :before}
   * @return how many were deleted
   */
  public int purge(String operation, String delete, Instant before) {
    var all = 0;
    int some;
    do {
      some =
          call(
              operation,
              handle ->
                  handle
                      .createUpdate(delete)
                      .bind("before", before)
                      .bind("batch", BATCH)
                      .execute());
      all += some;
    } while (some == BATCH);
    return all;
  }

  /** The connection of the unit that is open on this thread; empty when none is. */
  public Optional<Connection> unitConnection() {
    return Optional.ofNullable(unit.get()).map(Transaction::connection);
  }

  /** Where connections outside of any unit come from, as they are. */
  public DataSource source() {
    return source;
  }

  /** Connections that commit at once, for whoever opens them himself; see {@link #qualified}. */
  public DataSource committing() {
    return terms.areNone() ? source : SteadySource.over(source);
  }

  /** The name of a table for whoever works on {@link #source} without being told where it is. */
  public String qualified(String table) {
    return terms.qualified(table);
  }

  /** The schema that our tables are in. */
  String schema() {
    return terms
        .schema()
        .orElseGet(() -> call("find the database schema", handle -> schemaOf(handle)));
  }

  private static String schemaOf(Handle handle) {
    return handle.createQuery("select current_schema()").mapTo(String.class).one();
  }

  Jdbi jdbi() {
    return jdbi;
  }

  /** A transaction that is yet to begin: the caller's if he is in one, else one of our own. */
  Transaction transaction() {
    if (joining == null) {
      return ownTransaction("open a unit of work");
    }
    return joining
        .callers()
        .current()
        .<Transaction>map(connection -> new JoinedTransaction(on(connection), joining.path()))
        .orElseGet(() -> ownTransaction("open a unit of work"));
  }

  /** Jdbi joins whatever is open silently; so its own ways to share a handle are not used here. */
  private OwnTransaction ownTransaction(String operation) {
    try {
      return new OwnTransaction(jdbi.open(), terms);
    } catch (JdbiException failure) {
      throw SqlErrors.outage(operation, failure);
    }
  }

  /** Closing this handle leaves the connection open. */
  private static Handle on(Connection connection) {
    return configured(Jdbi.create(connection)).open();
  }

  void enter(Transaction opened) {
    unit.set(opened);
  }

  void leave() {
    unit.remove();
  }

  /** Instants as what they are: without a detour over the time zone of this machine. */
  private static final class UtcInstants extends AbstractArgumentFactory<Instant> {
    UtcInstants() {
      super(Types.TIMESTAMP_WITH_TIMEZONE);
    }

    @Override
    protected Argument build(Instant value, ConfigRegistry config) {
      return (position, statement, context) -> bind(statement, position, value);
    }

    private static void bind(PreparedStatement statement, int position, Instant value)
        throws SQLException {
      statement.setObject(position, value.atOffset(ZoneOffset.UTC));
    }
  }
}
