package dev.latchkey.adapter.persistence;

import dev.latchkey.domain.kernel.InfrastructureException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/**
 * The steps that make the schema, applied in order and each once, however many nodes start at the
 * same moment.
 *
 * <p>Everything is made in the first schema of the connection's search path (parameter {@code
 * currentSchema} of the URL, else usually {@code public}); it has to exist. With an owner of its
 * own the serving role is granted what it needs, and no more, after each run.
 */
public final class Migrations {
  private static final String HISTORY = "schema_history";
  private static final Duration LOCK = Duration.ofSeconds(10);
  private static final Duration STATEMENT = Duration.ofMinutes(30);

  private final PersistenceConfig config;

  public Migrations(PersistenceConfig config) {
    this.config = config;
  }

  /**
   * Brings the schema up to date and answers all steps as they stand then.
   *
   * @throws InfrastructureException when a step fails; those before it stay applied
   */
  public List<Step> apply() {
    try {
      var flyway = flyway();
      if (isBehind(flyway)) {
        flyway.migrate();
      } else {
        flyway.validate();
      }
      grant();
      return steps(flyway);
    } catch (FlywayException failure) {
      throw new InfrastructureException("apply the database migrations", failure);
    }
  }

  /** Every step, applied or not, in order. Changes nothing. */
  public List<Step> info() {
    try {
      return steps(flyway());
    } catch (FlywayException failure) {
      throw new InfrastructureException("read the database migrations", failure);
    }
  }

  /**
   * A role that may not create anything can start when nothing is to be done; Flyway would look for
   * its rights first.
   */
  private static boolean isBehind(Flyway flyway) {
    var info = flyway.info();
    return info.pending().length > 0
        || Arrays.stream(info.all())
            .map(MigrationInfo::getState)
            .anyMatch(MigrationState::isFailed);
  }

  private void grant() {
    var owner = config.owner();
    if (owner == null || owner.user().equals(config.serving().user())) {
      return;
    }
    try (var connection = connect()) {
      Grants.to(config.serving().user(), connection);
    } catch (SQLException failure) {
      throw new InfrastructureException("grant the serving role its rights", failure);
    }
  }

  private Flyway flyway() {
    var access = config.migrating();
    var schema = schema();
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(access.jdbcUrl(), access.user(), access.password())
        .jdbcProperties(driver())
        .schemas(schema)
        .defaultSchema(schema)
        .createSchemas(false)
        .table(HISTORY)
        .locations("classpath:db/migration")
        .failOnMissingLocations(true)
        .validateMigrationNaming(true)
        .placeholderReplacement(false)
        .cleanDisabled(true)
        .loggers("slf4j")
        .load();
  }

  private String schema() {
    try (var connection = connect();
        var query = connection.prepareStatement("select current_schema()");
        var answer = query.executeQuery()) {
      return Optional.ofNullable(answer.next() ? answer.getString(1) : null)
          .orElseThrow(() -> new SQLException("no schema of the search path exists"));
    } catch (SQLException failure) {
      throw new InfrastructureException("find the database schema", failure);
    }
  }

  private Connection connect() throws SQLException {
    var access = config.migrating();
    var properties = new Properties();
    properties.putAll(driver());
    properties.put("user", access.user());
    properties.put("password", access.password());
    return DriverManager.getConnection(access.jdbcUrl(), properties);
  }

  /** A step may take its time, but not while it waits for a lock: others would wait behind it. */
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

  private static List<Step> steps(Flyway flyway) {
    return Arrays.stream(flyway.info().all()).map(Migrations::step).toList();
  }

  private static Step step(MigrationInfo info) {
    return new Step(
        info.getVersion().getVersion(),
        info.getDescription(),
        info.getState().getDisplayName(),
        Optional.ofNullable(info.getInstalledOn()).map(Date::toInstant));
  }

  /**
   * One step of the schema.
   *
   * @param state as Flyway says it: Pending, Success, Failed and so on
   * @param installedOn empty while it is not applied
   */
  public record Step(
      String version, String description, String state, Optional<Instant> installedOn) {}
}
