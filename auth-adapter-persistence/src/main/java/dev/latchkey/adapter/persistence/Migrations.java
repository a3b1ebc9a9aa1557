package dev.latchkey.adapter.persistence;

import dev.latchkey.domain.kernel.InfrastructureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/**
 * The steps that make the schema, applied in order and each once, however many nodes start at the
 * same moment.
 *
 * <p>Without a schema given by name, everything is made in the first one of the connection's search
 * path (parameter {@code currentSchema} of the URL, else usually {@code public}), which has to
 * exist. With an owner of its own the serving role is granted what it needs, and no more, after
 * each run.
 */
public final class Migrations {

  /**
   * Where Flyway finds the steps; not where it looks by default, so that nobody runs them twice.
   */
  public static final String LOCATION = "classpath:dev/latchkey/migration";

  /** The table, in the schema itself, in which the steps are noted. */
  public static final String HISTORY = "schema_history";

  private final SchemaOwner owner;

  /** As the owner of this configuration. */
  public Migrations(PersistenceConfig config) {
    this(new SchemaOwner.SignedIn(config));
  }

  /** On connections that are lent, in the schema of this name, which is made if it is missing. */
  public Migrations(DataSource owner, String schema) {
    this(new SchemaOwner.Lent(owner, schema, null));
  }

  /** The same, and this role is granted what serving takes. */
  public Migrations(DataSource owner, String schema, String servingRole) {
    this(new SchemaOwner.Lent(owner, schema, servingRole));
  }

  private Migrations(SchemaOwner owner) {
    this.owner = owner;
  }

  /**
   * Brings the schema up to date and answers all steps as they stand then.
   *
   * @throws InfrastructureException when a step fails; those before it stay applied
   */
  public List<Step> apply() {
    try {
      var schema = owner.schema();
      inTransaction("make the schema", connection -> SchemaBirth.of(schema, connection));
      var flyway = flyway(schema);
      inTransaction("apply the database migrations", lock -> migrate(flyway, lock));
      owner.servingRole().ifPresent(role -> grant(role, schema));
      return steps(flyway);
    } catch (FlywayException failure) {
      throw new InfrastructureException("apply the database migrations", failure);
    }
  }

  /**
   * One node at a time, and the others look only then. Flyway's own lock is not enough where
   * transactions are serializable: whoever waited for it still sees what was before.
   */
  private static void migrate(Flyway flyway, Connection lock) throws SQLException {
    try (var statement = lock.createStatement()) {
      statement.execute("set local lock_timeout to 0; set local statement_timeout to 0");
      statement.execute("select pg_advisory_xact_lock(hashtext('latchkey_migrations'))");
    }
    if (isBehind(flyway)) {
      flyway.migrate();
    } else {
      flyway.validate();
    }
  }

  /** Every step, applied or not, in order. Changes nothing. */
  public List<Step> info() {
    try {
      return steps(flyway(owner.schema()));
    } catch (FlywayException failure) {
      throw new InfrastructureException("read the database migrations", failure);
    }
  }

  /**
   * Makes sure that the schema is one that this version can work with, and changes nothing. Steps
   * of a newer version may be there.
   *
   * @throws SchemaBehindException when steps are missing
   * @throws InfrastructureException when steps failed, or others were applied under their names
   */
  public void check() {
    try {
      var schema = owner.schema();
      var flyway = flyway(schema);
      var missing = Arrays.stream(flyway.info().pending()).map(Migrations::named).toList();
      if (!missing.isEmpty()) {
        throw new SchemaBehindException(schema, missing);
      }
      flyway.validate();
    } catch (FlywayException failure) {
      throw new InfrastructureException("check the database migrations", failure);
    }
  }

  private static String named(MigrationInfo info) {
    return "V" + info.getVersion().getVersion() + " (" + info.getDescription() + ")";
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

  private void grant(String role, String schema) {
    inTransaction(
        "grant the serving role its rights", connection -> Grants.to(role, schema, connection));
  }

  /** Something done on a connection, all at once. */
  private interface Work {
    void on(Connection connection) throws SQLException;
  }

  private void inTransaction(String operation, Work work) {
    try (var connection = owner.connect()) {
      var before = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        work.on(connection);
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(before);
      }
    } catch (SQLException failure) {
      throw new InfrastructureException(operation, failure);
    }
  }

  private Flyway flyway(String schema) {
    return owner
        .wire(Flyway.configure(Migrations.class.getClassLoader()))
        .schemas(schema)
        .defaultSchema(schema)
        .createSchemas(false)
        .table(HISTORY)
        .locations(LOCATION)
        .failOnMissingLocations(true)
        .validateMigrationNaming(true)
        .placeholderReplacement(false)
        .cleanDisabled(true)
        .loggers("slf4j")
        .load();
  }

  private static List<Step> steps(Flyway flyway) {
    return Arrays.stream(flyway.info().all())
        .filter(info -> info.getVersion() != null)
        .map(Migrations::step)
        .toList();
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
