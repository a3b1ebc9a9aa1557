package dev.latchkey.adapter.persistence;

import dev.latchkey.adapter.persistence.PersistenceConfig.Scheduling;
import dev.latchkey.adapter.persistence.address.JdbiAddressChanges;
import dev.latchkey.adapter.persistence.audit.AuditPartitions;
import dev.latchkey.adapter.persistence.audit.JdbiAuditTrail;
import dev.latchkey.adapter.persistence.credential.JdbiGuessBudgets;
import dev.latchkey.adapter.persistence.credential.JdbiPasswordCredentials;
import dev.latchkey.adapter.persistence.credential.JdbiPasswordGuesses;
import dev.latchkey.adapter.persistence.credential.JdbiPasswordResets;
import dev.latchkey.adapter.persistence.device.JdbiKnownDevices;
import dev.latchkey.adapter.persistence.leaving.JdbiDeletions;
import dev.latchkey.adapter.persistence.leaving.JdbiPersonalData;
import dev.latchkey.adapter.persistence.notice.JdbiNotices;
import dev.latchkey.adapter.persistence.outbox.DeliveryScheduler;
import dev.latchkey.adapter.persistence.outbox.EventJson;
import dev.latchkey.adapter.persistence.outbox.JdbiDeliveries;
import dev.latchkey.adapter.persistence.outbox.JdbiOutbox;
import dev.latchkey.adapter.persistence.passkey.JdbiPasskeys;
import dev.latchkey.adapter.persistence.passkey.JdbiPendingCeremonies;
import dev.latchkey.adapter.persistence.ratelimit.JdbiRateLimiter;
import dev.latchkey.adapter.persistence.recovery.JdbiRecoveries;
import dev.latchkey.adapter.persistence.registration.JdbiRegistrations;
import dev.latchkey.adapter.persistence.session.JdbiSessions;
import dev.latchkey.adapter.persistence.token.JdbiSigningKeyStore;
import dev.latchkey.adapter.persistence.user.JdbiUsers;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.domain.kernel.HealthCheck;
import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.domain.kernel.RecurringTask;
import dev.latchkey.domain.ratelimit.RateLimiter;
import dev.latchkey.domain.token.SigningKeyStore;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is kept in PostgreSQL, behind one source of connections: a pool of its own, or
 * the one of a program that embeds us.
 *
 * <p>Order of use: {@link #open}, {@link #connect} before the first event, {@link #startWorker}
 * where this process is to deliver, {@link #close}.
 */
public final class PersistenceModule implements AutoCloseable {
  private final Database database;
  private final Scheduling scheduling;
  private final Runnable closeSource;
  private final InstantSource time;
  private final EventJson json = new EventJson();
  private final JdbiOutbox outbox;
  private final StoragePorts ports;
  private final AtomicReference<@Nullable List<EventSubscriber>> subscribers =
      new AtomicReference<>();
  private final AtomicReference<@Nullable DeliveryScheduler> worker = new AtomicReference<>();

  private PersistenceModule(
      Database database,
      Scheduling scheduling,
      Runnable closeSource,
      IdSource ids,
      InstantSource time) {
    this.database = database;
    this.scheduling = scheduling;
    this.closeSource = closeSource;
    this.time = time;
    this.outbox = new JdbiOutbox(database, ids, json);
    this.ports = ports(database, outbox, json);
  }

  /**
   * Brings the schema up to date and opens a pool.
   *
   * @throws dev.latchkey.domain.kernel.InfrastructureException when the database cannot be reached
   *     or the schema cannot be brought up to date
   */
  public static PersistenceModule open(PersistenceConfig config, IdSource ids, InstantSource time) {
    new Migrations(config).apply();
    var pool = Pool.open(config);
    return new PersistenceModule(new Database(pool), config.scheduling(), pool::close, ids, time);
  }

  /**
   * Works on connections of this source, which stays open when this is closed. Every connection is
   * given back as it came.
   *
   * @param source of connections that are in no transaction; to PostgreSQL's primary
   * @throws SchemaBehindException when the schema is not ours to migrate and lacks steps
   * @throws dev.latchkey.domain.kernel.InfrastructureException when the database cannot be reached
   *     or the schema cannot be brought up to date
   */
  public static PersistenceModule open(
      DataSource source, GuestConfig guest, IdSource ids, InstantSource time) {
    var migrations = new Migrations(source, guest.schema());
    if (guest.migrates()) {
      migrations.apply();
    } else {
      migrations.check();
    }
    return new PersistenceModule(
        Database.lent(source, guest), guest.scheduling(), () -> {}, ids, time);
  }

  static StoragePorts ports(Database database, JdbiOutbox outbox, EventJson json) {
    return ports(database, database, outbox, json);
  }

  /**
   * Every port of the storage.
   *
   * @param apart for what counts: nobody's rollback may undo that
   */
  private static StoragePorts ports(
      Database database, Database apart, JdbiOutbox outbox, EventJson json) {
    return new StoragePorts(
        new JdbiUnitOfWork(database),
        outbox,
        new JdbiDeliveries(database),
        new JdbiAuditTrail(database, json),
        new JdbiUsers(database),
        new JdbiRegistrations(database),
        new JdbiPasswordCredentials(database),
        new JdbiPasswordResets(database),
        new JdbiGuessBudgets(apart),
        new JdbiPasswordGuesses(apart),
        new JdbiKnownDevices(database),
        new JdbiPasskeys(database),
        new JdbiPendingCeremonies(apart),
        new JdbiSessions(database),
        new JdbiSigningKeyStore(database),
        new JdbiDeletions(database),
        new JdbiNotices(database),
        new JdbiAddressChanges(database),
        new JdbiRecoveries(database),
        new JdbiPersonalData(database));
  }

  /** Every port of the storage, all in the same units of work. */
  public StoragePorts ports() {
    return ports;
  }

  /**
   * The same ports for whoever may be in a transaction of his own: a unit of work joins it, and is
   * kept or undone with it. In no transaction they are the ports as ever.
   *
   * <p>What is done outside of units is done apart from the caller's transaction and committed at
   * once; budgets of guesses and wrong answers to codes also inside of them: rolling back gives
   * nobody another guess. These take a second connection for a moment.
   *
   * <p>Meant for {@code JoinedUseCases} of the application. Call {@link #nudge} after the commit,
   * or deliveries wait for the next poll.
   */
  public StoragePorts joining(CallersTransaction callers) {
    var joined = database.joining(callers, database.schema());
    return ports(joined, database, outbox.over(joined), json);
  }

  /**
   * Limits that all nodes share, by the clock of the database: exact, and a write for each
   * decision. Apart from any unit of work, as it is asked outside of them.
   */
  public RateLimiter rateLimiter() {
    return new JdbiRateLimiter(database);
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
            DeliveryScheduler.Settings.of(scheduling),
            time);
    worker.set(started);
    outbox.nudging(started::nudge);
  }

  /**
   * Has the worker of this process, if there is one, look for deliveries now and not at its next
   * poll. Returns at once and never throws.
   */
  public void nudge() {
    outbox.nudge();
  }

  /** Whether the database answers; takes about a second at most. */
  public HealthCheck health() {
    return new HealthCheck("database", new Health(database.source())::answers);
  }

  /** Stops the worker, if one runs, and then closes the pool, if it is ours. Again is harmless. */
  @Override
  public void close() {
    try {
      var running = worker.getAndSet(null);
      if (running != null) {
        outbox.nudging(() -> {});
        running.close();
      }
    } finally {
      closeSource.run();
    }
  }
}
