package dev.latchkey.adapter.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Optional;

/**
 * What we say to a connection of somebody else before we work on it. Everything is said for one
 * transaction only, so that the connection goes back as it came, whatever happens.
 *
 * <p>Connections of our own pool were told all of it when they were opened.
 */
final class Terms {
  /** {@code active_sql_transaction}: too late to say how a transaction is isolated. */
  private static final String IN_TRANSACTION = "25001";

  private final Optional<GuestConfig> guest;

  private Terms(Optional<GuestConfig> guest) {
    this.guest = guest;
  }

  /** For connections that are ours. */
  static Terms none() {
    return new Terms(Optional.empty());
  }

  static Terms of(GuestConfig guest) {
    return new Terms(Optional.of(guest));
  }

  boolean areNone() {
    return guest.isEmpty();
  }

  Optional<String> schema() {
    return guest.map(GuestConfig::schema);
  }

  /** How the scheduler names its table, for it is told nothing of a search path. */
  String qualified(String table) {
    return guest.map(terms -> quoted(terms.schema()) + "." + table).orElse(table);
  }

  /** A search path with this schema alone: not even a temporary table of a caller comes before. */
  static String path(String schema) {
    return quoted(schema) + ", pg_temp";
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /**
   * Limits how long an answer may take. Some pools hand out connections that cannot; then their own
   * limit holds.
   *
   * @return takes the limit back
   */
  Runnable borrow(Connection connection) throws SQLException {
    if (guest.isEmpty()) {
      return () -> {};
    }
    try {
      var before = connection.getNetworkTimeout();
      limit(connection, millis(guest.get().limits().socket()));
      return () -> limit(connection, before);
    } catch (SQLFeatureNotSupportedException itHasNone) {
      return () -> {};
    }
  }

  private static void limit(Connection connection, int millis) {
    try {
      connection.setNetworkTimeout(Runnable::run, millis);
    } catch (SQLException closed) {
      // Whoever uses it next is told so by the connection itself.
    }
  }

  /**
   * The first words of a transaction.
   *
   * @throws IllegalStateException when it is not the first words
   */
  void open(Connection connection) throws SQLException {
    if (guest.isEmpty()) {
      return;
    }
    try (var statement = connection.createStatement()) {
      statement.execute(opening(guest.get()));
    } catch (SQLException refused) {
      if (IN_TRANSACTION.equals(refused.getSQLState())) {
        throw new IllegalStateException(
            "this DataSource hands out connections that are in a transaction already", refused);
      }
      throw refused;
    }
  }

  /**
   * One round trip. A change of the isolation is refused once a transaction has begun to work, so
   * the first line makes sure that we are alone in it: else our commit would be somebody else's.
   */
  private static String opening(GuestConfig guest) {
    var limits = guest.limits();
    return """
    set transaction isolation level serializable;
    set transaction isolation level read committed, read write;
    set local search_path to %s;
    set local statement_timeout to %d;
    set local lock_timeout to %d;
    set local idle_in_transaction_session_timeout to %d
    """
        .formatted(
            path(guest.schema()),
            millis(limits.statement()),
            millis(limits.lock()),
            millis(limits.socket()));
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
