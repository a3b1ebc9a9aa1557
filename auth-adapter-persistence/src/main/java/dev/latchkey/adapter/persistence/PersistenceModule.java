package dev.latchkey.adapter.persistence;

import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.adapter.persistence.audit.AuditPartitions;
import dev.latchkey.adapter.persistence.audit.JdbiAuditTrail;
import dev.latchkey.adapter.persistence.credential.JdbiGuessBudgets;
import dev.latchkey.adapter.persistence.credential.JdbiPasswordCredentials;
import dev.latchkey.adapter.persistence.leaving.JdbiDeletions;
import dev.latchkey.adapter.persistence.leaving.JdbiPersonalData;
import dev.latchkey.adapter.persistence.outbox.DeliveryScheduler;
import dev.latchkey.adapter.persistence.outbox.EventJson;
import dev.latchkey.adapter.persistence.outbox.JdbiDeliveries;
import dev.latchkey.adapter.persistence.outbox.JdbiOutbox;
import dev.latchkey.adapter.persistence.registration.JdbiRegistrations;
import dev.latchkey.adapter.persistence.session.JdbiSessions;
import dev.latchkey.adapter.persistence.token.JdbiSigningKeyStore;
import dev.latchkey.adapter.persistence.user.JdbiUsers;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.domain.kernel.HealthCheck;
import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.domain.kernel.RecurringTask;
import dev.latchkey.domain.token.SigningKeyStore;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is kept in PostgreSQL, behind one pool of connections.
 *
 * <p>Order of use: {@link #open}, {@link #connect} before the first event, {@link #startWorker}
 * where this process is to deliver, {@link #close}.
 */
public final class PersistenceModule implements AutoCloseable {
  private final PersistenceConfig config;
  private final InstantSource time;
  private final HikariDataSource pool;
  private final Database database;
  private final JdbiOutbox outbox;
  private final StoragePorts ports;
  private final AtomicReference<@Nullable List<EventSubscriber>> subscribers =
      new AtomicReference<>();
  private final AtomicReference<@Nullable DeliveryScheduler> worker = new AtomicReference<>();

  private PersistenceModule(
      PersistenceConfig config, HikariDataSource pool, IdSource ids, InstantSource time) {
    var json = new EventJson();
    this.config = config;
    this.time = time;
    this.pool = pool;
    this.database = new Database(pool);
    this.outbox = new JdbiOutbox(database, ids, json);
    this.ports = ports(database, outbox, json);
  }

  /**
   * Brings the schema up to date and opens the pool.
   *
   * @throws dev.latchkey.domain.kernel.InfrastructureException when the database cannot be reached
   *     or the schema cannot be brought up to date
   */
  public static PersistenceModule open(PersistenceConfig config, IdSource ids, InstantSource time) {
    new Migrations(config).apply();
    return new PersistenceModule(config, Pool.open(config), ids, time);
  }

  static StoragePorts ports(Database database, JdbiOutbox outbox, EventJson json) {
    return new StoragePorts(
        new JdbiUnitOfWork(database),
        outbox,
        new JdbiDeliveries(database),
        new JdbiAuditTrail(database, json),
        new JdbiUsers(database),
        new JdbiRegistrations(database),
        new JdbiPasswordCredentials(database),
        new JdbiGuessBudgets(database),
        new JdbiSessions(database),
        new JdbiSigningKeyStore(database),
        new JdbiDeletions(database),
        new JdbiPersonalData(database));
  }

  /** Every port of the storage, all in the same units of work. */
  public StoragePorts ports() {
    return ports;
  }

  /** The keys that sign tokens: the same as among the ports. */
  public SigningKeyStore signingKeys() {
    return ports.signingKeys();
  }

  /**
   * Names those who hear of events: once, and before the first event, in each process that appends
   * any, whether it delivers or not.
   *
   * @throws IllegalStateException when called again
   */
  public void connect(List<EventSubscriber> all) {
    outbox.connect(all);
    subscribers.set(List.copyOf(all));
  }

  /**
   * Starts to deliver in this process, and to run these tasks and the upkeep of the audit trail.
   *
   * @throws IllegalStateException when nobody was connected, or a worker runs already
   */
  public void startWorker(List<RecurringTask> tasks) {
    var connected = subscribers.get();
    if (connected == null) {
      throw new IllegalStateException("connect the subscribers before the worker starts");
    }
    if (worker.get() != null) {
      throw new IllegalStateException("a worker runs already");
    }
    var upkeep = Stream.of(new AuditPartitions(database, time).daily());
    var started =
        DeliveryScheduler.start(
            database,
            connected,
            Stream.concat(upkeep, tasks.stream()).toList(),
            DeliveryScheduler.Settings.of(config.scheduling()),
            time);
    worker.set(started);
    outbox.nudging(started::nudge);
  }

  /** Whether the database answers; takes about a second at most. */
  public HealthCheck health() {
    return new HealthCheck("database", new Health(pool)::answers);
  }

  /** Stops the worker, if one runs, and then gives all connections back. Again is harmless. */
  @Override
  public void close() {
    try (pool) {
      var running = worker.getAndSet(null);
      if (running != null) {
        outbox.nudging(() -> {});
        running.close();
      }
    }
  }
}
