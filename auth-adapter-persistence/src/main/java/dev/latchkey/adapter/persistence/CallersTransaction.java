package dev.latchkey.adapter.persistence;

import java.sql.Connection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells which transaction the calling thread is in, if it is in one of the embedder's: what Spring
 * knows by {@code DataSourceUtils}, jOOQ by its configuration, and plain JDBC by a variable.
 */
@FunctionalInterface
public interface CallersTransaction {

  /**
   * The connection that the transaction of this thread is on, with autocommit off; null when the
   * thread is in none. It is never committed, rolled back or closed by us.
   */
  @Nullable Connection connection();

  /** The same as an {@link Optional}. */
  default Optional<Connection> current() {
    return Optional.ofNullable(connection());
  }
}
