package dev.latchkey.adapter.persistence;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach PostgreSQL, and how hard to lean on it.
 *
 * @param serving the role that answers requests
 * @param owner the role that owns the schema and migrates it; null when the serving role does that.
 *     With an owner the serving role needs no right to create or alter anything
 * @param poolSize connections that this process holds at most; 2 or more
 */
public record PersistenceConfig(
    DatabaseAccess serving,
    @Nullable DatabaseAccess owner,
    int poolSize,
    Limits limits,
    Scheduling scheduling) {

  private static final int DEFAULT_POOL = 10;

  public PersistenceConfig {
    if (poolSize < 2) {
      throw new IllegalArgumentException("the pool has at least 2 connections");
    }
  }

  /** One role for everything, 10 connections, and the limits and schedules that we recommend. */
  public static PersistenceConfig of(DatabaseAccess serving) {
    return new PersistenceConfig(
        serving, null, DEFAULT_POOL, Limits.standard(), Scheduling.standard());
  }

  /** The same with another role for migrations. */
  public PersistenceConfig withOwner(DatabaseAccess other) {
    return new PersistenceConfig(serving, other, poolSize, limits, scheduling);
  }

  /** The same with this many connections. */
  public PersistenceConfig withPoolSize(int connections) {
    return new PersistenceConfig(serving, owner, connections, limits, scheduling);
  }

  /** The same with other limits. */
  public PersistenceConfig withLimits(Limits other) {
    return new PersistenceConfig(serving, owner, poolSize, other, scheduling);
  }

  /** The same with another rhythm of the worker. */
  public PersistenceConfig withScheduling(Scheduling other) {
    return new PersistenceConfig(serving, owner, poolSize, limits, other);
  }

  /** The role that migrates. */
  DatabaseAccess migrating() {
    return owner == null ? serving : owner;
  }

  /**
   * How long anything may take before it is an outage.
   *
   * @param connectionWait for a connection of the pool
   * @param connect for reaching the server and signing in
   * @param statement for one statement
   * @param lock for a lock that another holds
   * @param socket for any answer at all: a server that went away without a word
   */
  public record Limits(
      Duration connectionWait,
      Duration connect,
      Duration statement,
      Duration lock,
      Duration socket) {
    private static final Duration LEAST_WAIT = Duration.ofMillis(250);

    public Limits {
      if (connectionWait.compareTo(LEAST_WAIT) < 0) {
        throw new IllegalArgumentException("waiting for a connection takes at least 250 ms");
      }
      if (statement.compareTo(socket) >= 0) {
        throw new IllegalArgumentException("a statement must end before its socket does");
      }
    }

    /** 3 s for a connection, 3 s to reach the server, 10 s, 3 s for a lock, 30 s. */
    public static Limits standard() {
      return new Limits(
          Duration.ofSeconds(3),
          Duration.ofSeconds(3),
          Duration.ofSeconds(10),
          Duration.ofSeconds(3),
          Duration.ofSeconds(30));
    }
  }

  /**
   * The rhythm of a worker.
   *
   * @param polling between two looks for work that is due; a commit on this node is noticed at once
   * @param heartbeat between two signs of life for work in hand
   * @param missedHeartbeats after so many the worker is dead and its work is taken over
   * @param threads deliveries at the same time
   */
  public record Scheduling(
      Duration polling, Duration heartbeat, int missedHeartbeats, int threads) {
    private static final int LEAST_MISSED = 4;

    public Scheduling {
      if (!polling.isPositive() || !heartbeat.isPositive() || threads < 1) {
        throw new IllegalArgumentException("a worker has a rhythm and at least one thread");
      }
      if (missedHeartbeats < LEAST_MISSED) {
        throw new IllegalArgumentException("a worker may miss at least 4 heartbeats");
      }
    }

    /** Every second, a heartbeat every 2 seconds, dead after 4 missed, 4 threads. */
    public static Scheduling standard() {
      return new Scheduling(Duration.ofSeconds(1), Duration.ofSeconds(2), LEAST_MISSED, 4);
    }
  }
}
