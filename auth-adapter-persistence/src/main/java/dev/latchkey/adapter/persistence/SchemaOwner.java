package dev.latchkey.adapter.persistence;

import dev.latchkey.domain.kernel.InfrastructureException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/** Who migrates, where, and whom he grants rights. */
sealed interface SchemaOwner {
  /** A step may take its time, but not while it waits for a lock: others would wait behind it. */
  Duration LOCK = Duration.ofSeconds(10);

  Connection connect() throws SQLException;

  String schema();

  /** The role that serves, where it is another one. */
  Optional<String> servingRole();

  /** Tells Flyway where connections come from. */
  FluentConfiguration wire(FluentConfiguration flyway);

  /** A role with a password of its own. */
  record SignedIn(PersistenceConfig config) implements SchemaOwner {
    private static final Duration STATEMENT = Duration.ofMinutes(30);

    @Override
    public Connection connect() throws SQLException {
      var access = config.migrating();
      var properties = new Properties();
      properties.putAll(driver());
      properties.put("user", access.user());
      properties.put("password", access.password());
      return DriverManager.getConnection(access.jdbcUrl(), properties);
    }

    /** The first one of the search path; it has to exist. */
    @Override
    public String schema() {
      try (var connection = connect();
          var query = connection.prepareStatement("select current_schema()");
          var answer = query.executeQuery()) {
        return Optional.ofNullable(answer.next() ? answer.getString(1) : null)
            .orElseThrow(() -> new SQLException("no schema of the search path exists"));
      } catch (SQLException failure) {
        throw new InfrastructureException("find the database schema", failure);
      }
    }

    @Override
    public Optional<String> servingRole() {
      return Optional.ofNullable(config.owner())
          .filter(owner -> !owner.user().equals(config.serving().user()))
          .map(owner -> config.serving().user());
    }

    @Override
    public FluentConfiguration wire(FluentConfiguration flyway) {
      var access = config.migrating();
      return flyway
          .dataSource(access.jdbcUrl(), access.user(), access.password())
          .jdbcProperties(driver());
    }

    private Map<String, String> driver() {
      var limits = config.limits();
      var patient =
          new PersistenceConfig.Limits(
              limits.connectionWait(),
              limits.connect(),
              STATEMENT,
              limits.lock().compareTo(LOCK) < 0 ? limits.lock() : LOCK,
              STATEMENT.plus(limits.socket()));
      return new HashMap<>(Pool.driver(patient));
    }
  }

  /** Whoever the connections of an embedder are signed in as. */
  record Lent(DataSource source, String schema, @Nullable String grantee) implements SchemaOwner {

    @Override
    public Connection connect() throws SQLException {
      return source.getConnection();
    }

    @Override
    public Optional<String> servingRole() {
      return Optional.ofNullable(grantee);
    }

    @Override
    public FluentConfiguration wire(FluentConfiguration flyway) {
      return flyway.dataSource(source).callbacks(new ShortLocks(LOCK));
    }
  }
}
