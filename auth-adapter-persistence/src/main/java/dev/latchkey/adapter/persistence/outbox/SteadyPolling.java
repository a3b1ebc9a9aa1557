package dev.latchkey.adapter.persistence.outbox;

import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/**
 * A scheduler that polls by the time that passes, not by the clock on the wall: when that is set
 * back, or stands still in a test, polling goes on.
 */
final class SteadyPolling extends SchedulerBuilder {

  SteadyPolling(DataSource source, List<Task<?>> tasks) {
    super(source, tasks);
  }

  @Override
  protected Waiter buildWaiter() {
    return new Waiter(poolingInterval, () -> Instant.EPOCH.plusNanos(System.nanoTime()));
  }
}
