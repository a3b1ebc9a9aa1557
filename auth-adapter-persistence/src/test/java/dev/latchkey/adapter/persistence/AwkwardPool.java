package dev.latchkey.adapter.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The pool of an embedder, as awkward as pools get: nothing commits by itself, everything is
 * serializable, the search path leads elsewhere, and nobody may look behind a connection. It
 * remembers who did not give a connection back as it was.
 */
public final class AwkwardPool extends HikariDataSource {
  private final Queue<String> differences = new ConcurrentLinkedQueue<>();

  public AwkwardPool(DatabaseAccess access, int size) {
    super(settings(access, size));
  }

  private static HikariConfig settings(DatabaseAccess access, int size) {
    var settings = new HikariConfig();
    settings.setPoolName("embedder");
    settings.setJdbcUrl(access.jdbcUrl());
    settings.setUsername(access.user());
    settings.setPassword(access.password());
    settings.setMaximumPoolSize(size);
    settings.setMinimumIdle(1);
    settings.setAutoCommit(false);
    settings.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
    settings.addDataSourceProperty("options", "-c search_path=pg_catalog,public");
    settings.setConnectionTimeout(5000);
    return settings;
  }

  /** What is to be empty in the end. */
  public Queue<String> differences() {
    return differences;
  }

  @Override
  public Connection getConnection() throws SQLException {
    var connection = super.getConnection();
    var before = state(connection);
    return (Connection)
        Proxy.newProxyInstance(
            AwkwardPool.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "isWrapperFor" -> false;
                  case "unwrap" -> throw new SQLException("nobody looks behind this");
                  case "close" -> {
                    compare(before, connection);
                    yield called(connection, method, arguments);
                  }
                  default -> called(connection, method, arguments);
                });
  }

  private static @Nullable Object called(
      Connection connection, Method method, @Nullable Object[] arguments) throws Throwable {
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private void compare(String before, Connection connection) throws SQLException {
    if (connection.isClosed()) {
      return;
    }
    var after = state(connection);
    if (!after.equals(before)) {
      differences.add(before + " became " + after);
    }
  }

  private static String state(Connection connection) throws SQLException {
    var told = new StringBuilder();
    told.append(connection.getAutoCommit()).append(' ').append(connection.getNetworkTimeout());
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select string_agg(name || '=' || setting, ' ' order by name)
                  from pg_settings
                 where name in ('search_path', 'statement_timeout', 'lock_timeout', 'role',
                       'idle_in_transaction_session_timeout', 'default_transaction_isolation',
                       'transaction_isolation', 'transaction_read_only')
                """)) {
      row.next();
      told.append(' ').append(row.getString(1));
    }
    connection.rollback();
    return told.toString();
  }
}
