package dev.latchkey.adapter.persistence.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.kernel.RecurringTask;
import dev.latchkey.testkit.requirement.Requirement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpkeepTasksTest {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  private static final Duration OFTEN = Duration.ofMillis(10);

  private final AtomicInteger runs = new AtomicInteger();
  private OutboxSteps steps;

  @BeforeEach
  void nobody_subscribes() {
    steps = new OutboxSteps(postgres.database());
  }

  @Test
  @Requirement("S3-19")
  void upkeep_runs_again_and_again() {
    try (var worker = steps.worker(new RecurringTask("purge", OFTEN, runs::incrementAndGet))) {
      worker.nudge();
      Soon.until("three runs", () -> runs.get() >= 3);
    }
  }

  @Test
  void a_failed_run_is_followed_by_the_next() {
    var failing =
        new RecurringTask(
            "purge",
            OFTEN,
            () -> {
              runs.incrementAndGet();
              throw new IllegalStateException("a bug");
            });

    try (var worker = steps.worker(failing)) {
      worker.nudge();
      Soon.until("three runs", () -> runs.get() >= 3);
    }
  }

  @Test
  void several_workers_run_it_one_at_a_time() {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    var task =
        new RecurringTask(
            "purge",
            OFTEN,
            () -> {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              Thread.onSpinWait();
              inside.decrementAndGet();
              runs.incrementAndGet();
            });

    try (var one = steps.worker(task);
        var two = steps.worker(task);
        var three = steps.worker(task)) {
      one.nudge();
      two.nudge();
      three.nudge();
      Soon.until("thirty runs", () -> runs.get() >= 30);
    }

    assertThat(most).hasValue(1);
  }

  @Test
  @Requirement("S3-20")
  void a_restart_neither_forgets_the_schedule_nor_runs_it_early() {
    var rarely = new RecurringTask("purge", Duration.ofHours(1), runs::incrementAndGet);
    try (var worker = steps.worker(rarely)) {
      worker.nudge();
      Soon.until("the first run", () -> next().startsWith("later"));
    }
    var planned = next();

    var marker = new AtomicInteger();
    try (var worker =
        steps.worker(rarely, new RecurringTask("other", OFTEN, marker::incrementAndGet))) {
      worker.nudge();
      Soon.until("the worker is at work", () -> marker.get() >= 3);
    }

    assertThat(runs).hasValue(1);
    assertThat(next()).isEqualTo(planned);
  }

  private static String next() {
    return postgres
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select case when execution_time > now() then 'later ' else 'due ' end
                               || execution_time
                          from scheduled_tasks where task_name = 'upkeep:purge' and not picked
                        """)
                    .mapTo(String.class)
                    .findOne()
                    .orElse(""));
  }
}
