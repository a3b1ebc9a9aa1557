package dev.latchkey.embedded.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL with its data in a folder, for the processes of one user on one machine.
 *
 * <p>At most one living process owns the folder. It starts the database, or adopts the one that a
 * killed owner left running, and stops it in {@link #close()}. Every other process that calls
 * {@link #start} joins: it uses the same database and never stops it, so it ends when the owner
 * ends.
 *
 * <p>The database listens on 127.0.0.1 only and demands the password (SCRAM-SHA-256) of everybody.
 * No shutdown hook is installed: whoever starts it decides when to close it. A program that dies
 * without closing loses nothing; the next start adopts or repairs.
 *
 * <p>All methods may be called from any thread.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

  private final Config config;
  private final Path root;
  private final int port;
  private final Password password;
  private final Role role;
  private final Owned owned;
  private final AtomicBoolean closed = new AtomicBoolean();

  EmbeddedPostgres(Config config, Path root, int port, Password password, Role role, Owned owned) {
    this.config = config;
    this.root = root;
    this.port = port;
    this.password = password;
    this.role = role;
    this.owned = owned;
  }

  /**
   * Starts, adopts or joins the database of the folder, and returns when it takes connections.
   *
   * @throws EmbeddedPostgresException when it does not within the time, when the data was written
   *     by another major version, or when this platform cannot run it
   */
  public static EmbeddedPostgres start(Config config) {
    var database = Launch.of(config);
    LOG.info(
        "PostgreSQL in {} listens on port {} ({})", database.root, database.port, database.role);
    return database;
  }

  /** Without credentials, so that it may be logged. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + config.database();
  }

  /** The role that owns the database; a superuser of it. */
  public String user() {
    return config.user();
  }

  /** A secret. */
  public String password() {
    return password.reveal();
  }

  /** On 127.0.0.1. */
  public int port() {
    return port;
  }

  /** How this process came to its database. */
  public Role role() {
    return role;
  }

  /**
   * Stops the database if this process owns it, and waits for its end; else does nothing. Closing
   * again is harmless.
   *
   * @throws EmbeddedPostgresException when the database does not end
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      giveBack();
    }
  }

  private void giveBack() {
    try {
      owned.giveBack();
    } catch (IOException failed) {
      throw new EmbeddedPostgresException("PostgreSQL in " + root + " was not stopped.", failed);
    }
  }

  @Override
  public String toString() {
    return "EmbeddedPostgres[" + root + ", port " + port + ", " + role + "]";
  }

  /** How a process came to its database. */
  public enum Role {
    /** Started it, owns it and stops it. */
    STARTED,
    /** Found it running without an owner, owns it now and stops it. */
    ADOPTED,
    /** Uses the database of another process, and never stops it. */
    JOINED
  }

  /**
   * What to start.
   *
   * @param folder holds the data, the programs, the password and the log; made if needed
   * @param database the name of the database; fixed once the data exists
   * @param user the name of its owner; fixed once the data exists
   * @param port the port to insist on; empty means the one of last time, or a free one
   * @param settings of postgresql.conf, for a database that is started; not those about addresses
   *     and files
   * @param startTimeout for everything that {@link EmbeddedPostgres#start} waits for
   */
  public record Config(
      Path folder,
      String database,
      String user,
      OptionalInt port,
      Map<String, String> settings,
      Duration startTimeout) {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final String DEFAULT_NAME = "latchkey";
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    /** Copies the settings and refuses names and settings that would break the launcher. */
    public Config {
      settings = Map.copyOf(settings);
      requireName(database);
      requireName(user);
      ServerConf.check(settings);
    }

    /** User and database {@code latchkey}, a free port, PostgreSQL's careful settings, a minute. */
    public static Config in(Path folder) {
      return new Config(
          folder, DEFAULT_NAME, DEFAULT_NAME, OptionalInt.empty(), Map.of(), DEFAULT_TIMEOUT);
    }

    /** The same with these settings, for instance {@code fsync=off} in tests. */
    public Config withSettings(Map<String, String> other) {
      return new Config(folder, database, user, port, other, startTimeout);
    }

    /** The same on this port only. */
    public Config withPort(int other) {
      return new Config(folder, database, user, OptionalInt.of(other), settings, startTimeout);
    }

    /** The same with this much time to start. */
    public Config withStartTimeout(Duration other) {
      return new Config(folder, database, user, port, settings, other);
    }

    boolean durable() {
      return !"off".equals(settings.get("fsync"));
    }

    boolean acceptedBy(Postmaster running) {
      return running.accepts(user, database);
    }

    private static void requireName(String name) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("Not a plain lower-case name: " + name);
      }
    }
  }
}
