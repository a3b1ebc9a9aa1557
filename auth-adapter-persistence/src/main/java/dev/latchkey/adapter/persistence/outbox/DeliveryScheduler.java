package dev.latchkey.adapter.persistence.outbox;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.PersistenceConfig.Scheduling;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.domain.kernel.RecurringTask;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A worker: makes the deliveries that were staged, and runs what recurs.
 *
 * <p>Any number of workers share one database. Each delivery is with one of them at a time, as long
 * as it shows a sign of life every {@link Scheduling#heartbeat}; when it missed too many the others
 * take over. So the clocks of machines may differ by a second or two, not by eight.
 */
public final class DeliveryScheduler implements AutoCloseable {
  private static final Duration NEVER = Duration.ofDays(36_500);

  private final Scheduler scheduler;
  private final AtomicBoolean closed = new AtomicBoolean();

  private DeliveryScheduler(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * Starts a worker on threads of its own.
   *
   * @param subscribers all there are; their names are the ones deliveries are staged under
   * @param time decides what is due; how often it is looked does not depend on it
   */
  public static DeliveryScheduler start(
      Database database,
      List<EventSubscriber> subscribers,
      List<RecurringTask> recurring,
      Settings settings,
      InstantSource time) {
    var deliveries = new JdbiDeliveries(database);
    var task = new DeliveryTask(subscribers, deliveries, settings, time).task();
    var upkeep = new UpkeepTasks(time);
    var builder = new SteadyPolling(database.committing(), List.of(task));
    builder.startTasks(recurring.stream().map(upkeep::task).toList());
    builder.tableName(database.qualified("scheduled_tasks"));
    var scheduler = configured(builder, settings, time);
    scheduler.start();
    return new DeliveryScheduler(scheduler);
  }

  private static Scheduler configured(
      SteadyPolling builder, Settings settings, InstantSource time) {
    return builder
        .schedulerName(new SchedulerName.Fixed("worker-" + ProcessHandle.current().pid()))
        .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
        .serializer(new RawBytes())
        .clock(time::instant)
        .threads(settings.rhythm().threads())
        .pollingInterval(settings.rhythm().polling())
        // Never more than there are threads: what waits for one has no heartbeat and seems dead.
        .pollUsingLockAndFetch(0.5, 1.0)
        // What was taken over from a dead worker is due at once.
        .enableImmediateExecution()
        .heartbeatInterval(settings.rhythm().heartbeat())
        .missedHeartbeatsLimit(settings.rhythm().missedHeartbeats())
        // What this version does not know, a newer one does.
        .deleteUnresolvedAfter(NEVER)
        .shutdownMaxWait(settings.patience())
        // It would log messages of exceptions, in which addresses may stand. We log ourselves.
        .failureLogging(LogLevel.OFF, false)
        .build();
  }

  /** Looks for work now instead of at the next poll. Returns at once and never throws. */
  public void nudge() {
    scheduler.triggerCheckForDueExecutions();
  }

  /**
   * Takes nothing new and lets what runs finish for {@link Settings#patience}; then interrupts it
   * and waits as long again at most. What is unfinished even then is delivered by another worker.
   * Closing again is harmless.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      scheduler.stop();
    }
  }

  /**
   * How a worker works.
   *
   * @param rhythm of polling and heartbeats, and how many threads
   * @param retries of a delivery that fails
   * @param strangerPause how long to leave a delivery whose subscriber this worker does not know
   * @param patience for what runs when the worker is closed
   */
  public record Settings(
      Scheduling rhythm, RetryPolicy retries, Duration strangerPause, Duration patience) {

    /** The retries that we recommend, 10 s for strangers, 5 s of patience. */
    public static Settings of(Scheduling rhythm) {
      return new Settings(
          rhythm, RetryPolicy.standard(), Duration.ofSeconds(10), Duration.ofSeconds(5));
    }

    /** The same with these retries. */
    public Settings withRetries(RetryPolicy other) {
      return new Settings(rhythm, other, strangerPause, patience);
    }
  }
}
