package dev.latchkey.adapter.persistence.outbox;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.latchkey.domain.kernel.EventSubscriber;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the subscriber, and decides what comes next: done, later again, or parked. */
final class DeliveryTask {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryTask.class);
  private static final String WORKER_DIED = "the worker died";

  private final Map<String, EventSubscriber> subscribers;
  private final EventJson json = new EventJson();
  private final JdbiDeliveries deliveries;
  private final DeliveryScheduler.Settings settings;
  private final InstantSource time;

  DeliveryTask(
      List<EventSubscriber> subscribers,
      JdbiDeliveries deliveries,
      DeliveryScheduler.Settings settings,
      InstantSource time) {
    this.subscribers =
        subscribers.stream()
            .collect(Collectors.toUnmodifiableMap(EventSubscriber::name, Function.identity()));
    this.deliveries = deliveries;
    this.settings = settings;
    this.time = time;
  }

  CustomTask<byte[]> task() {
    return Tasks.custom(DeliveryKey.TASK, byte[].class)
        .onFailure(this::failed)
        .onDeadExecution(this::died)
        .execute((instance, context) -> deliver(instance));
  }

  private CompletionHandler<byte[]> deliver(TaskInstance<byte[]> instance) {
    var subscriber = subscribers.get(DeliveryKey.parse(instance.getId()).subscriber());
    if (subscriber == null) {
      return this::leaveForOthers;
    }
    subscriber.deliver(json.readDelivery(instance.getData()));
    return new CompletionHandler.OnCompleteRemove<>();
  }

  /** A newer version beside us knows this subscriber, or an older one staged what is gone now. */
  private void leaveForOthers(ExecutionComplete complete, ExecutionOperations<byte[]> operations) {
    LOG.warn("delivery {} is for a subscriber unknown here", complete.getExecution().getId());
    operations.reschedule(complete, time.instant().plus(settings.strangerPause()));
  }

  private void failed(ExecutionComplete complete, ExecutionOperations<byte[]> operations) {
    var reason = complete.getCause().map(FailureReason::of).orElse("unknown");
    var execution = complete.getExecution();
    var failures = execution.consecutiveFailures + 1;
    LOG.warn("delivery {} failed {} times: {}", execution.getId(), failures, reason);
    settings
        .retries()
        .pauseAfter(failures, execution.getId().hashCode())
        .ifPresentOrElse(
            pause -> operations.reschedule(complete, time.instant().plus(pause)),
            () -> park(execution, reason));
  }

  /** Due again at once: whoever is killed in the middle shall not delay a mail. But it counts. */
  private void died(ExecutionComplete complete, ExecutionOperations<byte[]> operations) {
    var execution = complete.getExecution();
    LOG.warn("delivery {}: {}", execution.getId(), WORKER_DIED);
    settings
        .retries()
        .pauseAfter(execution.consecutiveFailures + 1, 0)
        .map(pause -> Duration.ZERO)
        .ifPresentOrElse(
            pause -> operations.reschedule(complete, time.instant().plus(pause)),
            () -> park(execution, WORKER_DIED));
  }

  private void park(Execution execution, String reason) {
    var key = DeliveryKey.parse(execution.getId());
    if (deliveries.park(key, execution.version, reason, time.instant())) {
      LOG.error("delivery {} is parked: {}", execution.getId(), reason);
    }
  }
}
