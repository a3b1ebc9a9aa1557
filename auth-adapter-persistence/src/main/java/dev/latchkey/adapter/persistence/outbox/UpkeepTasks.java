package dev.latchkey.adapter.persistence.outbox;

import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.latchkey.domain.kernel.RecurringTask;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recurring work as tasks of the scheduler: one row each, so that one worker at a time runs it, and
 * a restart neither forgets nor repeats it.
 */
final class UpkeepTasks {
  private static final Logger LOG = LoggerFactory.getLogger(UpkeepTasks.class);

  private final InstantSource time;

  UpkeepTasks(InstantSource time) {
    this.time = time;
  }

  com.github.kagkarlsson.scheduler.task.helper.RecurringTask<Void> task(RecurringTask upkeep) {
    return Tasks.recurring("upkeep:" + upkeep.name(), FixedDelay.of(upkeep.every()))
        .onFailure(
            (complete, operations) -> {
              var reason = complete.getCause().map(FailureReason::of).orElse("unknown");
              LOG.warn("upkeep {} failed: {}", upkeep.name(), reason);
              operations.reschedule(complete, time.instant().plus(upkeep.every()));
            })
        .onDeadExecution((complete, operations) -> operations.reschedule(complete, time.instant()))
        .execute((instance, context) -> upkeep.work().run());
  }
}
