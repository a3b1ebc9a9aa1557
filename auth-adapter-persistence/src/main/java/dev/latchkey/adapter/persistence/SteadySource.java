package dev.latchkey.adapter.persistence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections of an embedder for a scheduler that is none the wiser: they commit at once and are
 * READ COMMITTED, and are as they were when they are closed. Where everything is serializable, a
 * heartbeat and the end of a delivery would meet and one of them fail.
 */
final class SteadySource {
  private SteadySource() {}

  static DataSource over(DataSource lent) {
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          var answer = called(lent, method, arguments);
          return answer instanceof Connection connection ? steadied(connection) : answer;
        });
  }

  private static Connection steadied(Connection connection) throws SQLException {
    var isSteady = false;
    try {
      var steady = steady(connection);
      isSteady = true;
      return steady;
    } finally {
      if (!isSteady) {
        connection.close();
      }
    }
  }

  private static Connection steady(Connection connection) throws SQLException {
    var commits = connection.getAutoCommit();
    connection.setAutoCommit(true);
    var isolation = connection.getTransactionIsolation();
    isolate(connection, isolation, Connection.TRANSACTION_READ_COMMITTED);
    return proxy(
        Connection.class,
        (method, arguments) ->
            method.getName().equals("close")
                ? closed(connection, isolation, commits)
                : called(connection, method, arguments));
  }

  /** Whatever cannot be taken back, the connection goes back. */
  private static @Nullable Object closed(Connection connection, int isolation, boolean commits)
      throws SQLException {
    try (connection) {
      if (!connection.isClosed()) {
        connection.setAutoCommit(true);
        isolate(connection, Connection.TRANSACTION_READ_COMMITTED, isolation);
        connection.setAutoCommit(commits);
      }
    }
    return null;
  }

  private static void isolate(Connection connection, int before, int wanted) throws SQLException {
    if (before != wanted) {
      connection.setTransactionIsolation(wanted);
    }
  }

  /** Answers a call of an interface. */
  private interface Answering {
    @Nullable Object to(Method method, @Nullable Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Answering answering) {
    return type.cast(
        Proxy.newProxyInstance(
            SteadySource.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answering.to(method, arguments)));
  }

  private static @Nullable Object called(Object target, Method method, @Nullable Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getTargetException();
    }
  }
}
