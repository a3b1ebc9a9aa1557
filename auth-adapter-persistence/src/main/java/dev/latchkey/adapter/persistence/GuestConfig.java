package dev.latchkey.adapter.persistence;

import dev.latchkey.adapter.persistence.PersistenceConfig.Scheduling;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * How Latchkey behaves in the database of a program that embeds it and lends it connections.
 *
 * @param schema where all our tables are; ours alone
 * @param migrates whether we bring the schema up to date when we open; otherwise we only look
 *     whether it is
 * @param limits on what we do with a connection that was lent
 * @param scheduling the rhythm of a worker
 */
public record GuestConfig(String schema, boolean migrates, Limits limits, Scheduling scheduling) {
  private static final int LONGEST_NAME = 63;

  public GuestConfig {
    if (schema.isBlank()
        || schema.indexOf('\0') >= 0
        || schema.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      throw new IllegalArgumentException("a schema has a name of 1 to 63 bytes");
    }
    if (schema.startsWith("pg_") || schema.equals("information_schema")) {
      throw new IllegalArgumentException("this schema belongs to PostgreSQL");
    }
  }

  /** In this schema, which we make and bring up to date, with the limits that we recommend. */
  public static GuestConfig in(String schema) {
    return new GuestConfig(schema, true, Limits.standard(), Scheduling.standard());
  }

  /**
   * The same in a schema that somebody else brings up to date: {@link Migrations} called with the
   * connections of another role, or the embedder's own Flyway with {@link Migrations#LOCATION}.
   */
  public GuestConfig migratedElsewhere() {
    return new GuestConfig(schema, false, limits, scheduling);
  }

  /** The same with other limits. */
  public GuestConfig withLimits(Limits other) {
    return new GuestConfig(schema, migrates, other, scheduling);
  }

  /** The same with another rhythm of the worker. */
  public GuestConfig withScheduling(Scheduling other) {
    return new GuestConfig(schema, migrates, limits, other);
  }

  /**
   * How long anything may take before it is an outage. How long to wait for a connection, and how
   * long for reaching the server, is up to whoever lends connections.
   *
   * @param statement for one statement
   * @param lock for a lock that another holds
   * @param socket for any answer at all, where the connection can limit that
   */
  public record Limits(Duration statement, Duration lock, Duration socket) {
    public Limits {
      if (!statement.isPositive() || !lock.isPositive()) {
        throw new IllegalArgumentException("limits are longer than nothing");
      }
      if (statement.compareTo(socket) >= 0) {
        throw new IllegalArgumentException("a statement must end before its socket does");
      }
    }

    /** 10 s, 3 s for a lock, 30 s: those of {@link PersistenceConfig.Limits#standard}. */
    public static Limits standard() {
      var own = PersistenceConfig.Limits.standard();
      return new Limits(own.statement(), own.lock(), own.socket());
    }
  }
}
