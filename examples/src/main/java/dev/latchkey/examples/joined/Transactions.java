package dev.latchkey.examples.joined;

import dev.latchkey.adapter.persistence.CallersTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

// begin: transactions
/** Transactions by plain JDBC, one for each thread: what a framework would do. */
public final class Transactions implements CallersTransaction {
  private final DataSource source;

  /** One for each source: two databases do not share transactions. */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<@Nullable Connection> current = new ThreadLocal<>();

  public Transactions(DataSource source) {
    this.source = source;
  }

  /** Something that is done in a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Commits when the work returns, and rolls back when it throws. */
  public <T> T run(Work<T> work) throws SQLException {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      current.set(connection);
      try {
        var answer = work.on(connection);
        connection.commit();
        return answer;
      } finally {
        current.remove();
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  /** What Latchkey asks: the connection of this thread's transaction, if it is in one. */
  @Override
  public @Nullable Connection connection() {
    return current.get();
  }
}
// end: transactions
