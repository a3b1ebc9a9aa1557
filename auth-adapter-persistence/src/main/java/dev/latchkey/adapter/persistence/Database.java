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
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
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

  /** One for each database, not one for each class loader: two databases do not share units. */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<@Nullable Transaction> unit = new ThreadLocal<>();

  public Database(DataSource source) {
    this.source = source;
    this.jdbi = Jdbi.create(source).installPlugin(new PostgresPlugin());
    jdbi.registerArgument(new UtcInstants());
    jdbi.getConfig(SqlStatements.class).setIncludeBindingsInTelemetry(false);
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
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException failure) {
      throw SqlErrors.outage(operation, failure);
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

  /** Where connections outside of any unit come from. */
  public DataSource source() {
    return source;
  }

  Jdbi jdbi() {
    return jdbi;
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
