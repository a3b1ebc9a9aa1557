package dev.latchkey.adapter.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.latchkey.adapter.persistence.PersistenceConfig.Limits;
import dev.latchkey.domain.kernel.InfrastructureException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/** Connections of the serving role, each under the limits of the configuration. */
final class Pool {
  private static final long VALIDATION_MILLIS = 1000;
  private static final Duration KEEP_ALIVE = Duration.ofMinutes(2);

  private Pool() {}

  /** Opens a pool; fails when nobody can sign in within the time for a connection. */
  static HikariDataSource open(PersistenceConfig config) {
    try {
      return new HikariDataSource(settings(config));
    } catch (PoolInitializationException failure) {
      throw new InfrastructureException("open the database pool", failure);
    }
  }

  private static HikariConfig settings(PersistenceConfig config) {
    var settings = new HikariConfig();
    settings.setPoolName("latchkey");
    settings.setJdbcUrl(config.serving().jdbcUrl());
    settings.setUsername(config.serving().user());
    settings.setPassword(config.serving().password());
    settings.setMaximumPoolSize(config.poolSize());
    settings.setConnectionTimeout(config.limits().connectionWait().toMillis());
    settings.setInitializationFailTimeout(config.limits().connectionWait().toMillis());
    settings.setValidationTimeout(
        Math.min(VALIDATION_MILLIS, config.limits().connectionWait().toMillis()));
    settings.setKeepaliveTime(KEEP_ALIVE.toMillis());
    settings.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    var driver = new Properties();
    driver.putAll(driver(config.limits()));
    settings.setDataSourceProperties(driver);
    return settings;
  }

  /**
   * What the driver is told. Parameters of the URL win over these.
   *
   * <p>Without the server's details, since they repeat the values of a row, addresses among them.
   */
  static Map<String, String> driver(Limits limits) {
    return Map.of(
        "ApplicationName", "latchkey",
        "logServerErrorDetail", "false",
        "tcpKeepAlive", "true",
        "connectTimeout", seconds(limits.connect()),
        "loginTimeout", seconds(limits.connect()),
        "socketTimeout", seconds(limits.socket()),
        "options", options(limits));
  }

  private static String options(Limits limits) {
    return "-c statement_timeout=%d -c lock_timeout=%d -c idle_in_transaction_session_timeout=%d"
        .formatted(
            limits.statement().toMillis(), limits.lock().toMillis(), limits.socket().toMillis());
  }

  private static String seconds(Duration duration) {
    return Long.toString(Math.max(1, duration.toSeconds()));
  }
}
