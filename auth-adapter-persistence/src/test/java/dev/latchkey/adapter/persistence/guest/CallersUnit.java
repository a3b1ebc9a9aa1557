package dev.latchkey.adapter.persistence.guest;

import dev.latchkey.adapter.persistence.CallersTransaction;
import dev.latchkey.domain.kernel.UnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of an embedder by plain JDBC, as he would write them himself: committed when the
 * work returns, rolled back when it throws, READ COMMITTED.
 */
final class CallersUnit implements UnitOfWork, CallersTransaction {
  private final DataSource source;

  /** One for each source: two databases do not share transactions. */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<@Nullable Connection> current = new ThreadLocal<>();

  CallersUnit(DataSource source) {
    this.source = source;
  }

  @Override
  public @Nullable Connection connection() {
    return current.get();
  }

  /** Work inside of work is in the same transaction. */
  @Override
  public <T> T write(Supplier<T> work) {
    return current.get() == null ? writeAnew(work) : work.get();
  }

  private <T> T writeAnew(Supplier<T> work) {
    try (var connection = source.getConnection()) {
      begin(connection);
      try {
        var answer = work.get();
        connection.commit();
        return answer;
      } finally {
        current.remove();
        connection.rollback();
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      }
    } catch (SQLException outage) {
      throw new IllegalStateException(outage);
    }
  }

  private void begin(Connection connection) throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
    current.set(connection);
  }
}
