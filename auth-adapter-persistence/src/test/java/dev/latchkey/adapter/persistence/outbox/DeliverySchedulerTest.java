package dev.latchkey.adapter.persistence.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.persistence.PersistenceConfig.Scheduling;
import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.testkit.fixture.AnEvent;
import dev.latchkey.testkit.requirement.Requirement;
import dev.latchkey.testkit.time.MutableTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeliverySchedulerTest {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  @Test
  @Requirement({"S0-27", "S3-18"})
  void what_was_staged_is_delivered_once_and_is_gone() {
    var mail = TestSubscriber.named("mail");
    var steps = new OutboxSteps(postgres.database(), mail);
    var id = steps.append();

    try (var worker = steps.worker(OutboxSteps.quick(), mail)) {
      worker.nudge();
      Soon.until("the task is gone", () -> steps.rows("scheduled_tasks") == 0);
    }

    assertThat(mail.ids()).containsExactly(id);
  }

  @Test
  void a_worker_that_is_nudged_does_not_wait_for_its_next_look() {
    var mail = TestSubscriber.named("mail");
    var steps = new OutboxSteps(postgres.database(), mail);
    var lazy = new Scheduling(Duration.ofHours(1), Duration.ofSeconds(2), 4, 4);

    try (var worker = steps.worker(DeliveryScheduler.Settings.of(lazy), mail)) {
      steps.outbox().nudging(worker::nudge);
      var id = steps.append();
      Soon.until("delivered", Duration.ofSeconds(5), () -> mail.ids().contains(id));
    }
  }

  @Test
  void a_clock_that_stands_still_does_not_stop_the_worker() {
    var mail = TestSubscriber.named("mail");
    var steps = new OutboxSteps(postgres.database(), mail);
    var time = MutableTime.somewhen();
    var event = AnEvent.about("ada", time.instant());

    try (var worker =
        DeliveryScheduler.start(
            postgres.database(), List.of(mail), List.of(), OutboxSteps.quick(), time)) {
      assertThat(worker).isNotNull();
      for (int round = 1; round <= 3; round++) {
        var expected = round;
        steps.unit().write(() -> steps.outbox().append(event, ClientContext.none()));
        Soon.until("round " + round, () -> mail.heard().size() == expected);
      }
    }
  }

  @Test
  void a_delivery_for_a_subscriber_unknown_here_is_left_for_who_knows_it() {
    var mail = TestSubscriber.named("mail");
    var steps = new OutboxSteps(postgres.database(), mail);
    var id = steps.append();
    var quick = OutboxSteps.quick();
    var impatient =
        new DeliveryScheduler.Settings(
            quick.rhythm(), quick.retries(), Duration.ofMillis(20), quick.patience());

    try (var old = steps.worker(impatient)) {
      old.nudge();
      Soon.until("left many times", () -> version() > 10);
      assertThat(steps.deliveries().parked(10)).isEmpty();
      try (var upgraded = steps.worker(impatient, mail)) {
        upgraded.nudge();
        Soon.until("delivered", () -> mail.ids().equals(List.of(id)));
      }
    }
  }

  @Test
  void two_workers_share_the_work_and_do_nothing_twice() {
    var ends = new CountDownLatch(200);
    var mail = new TestSubscriber("mail", delivery -> ends.countDown());
    var steps = new OutboxSteps(postgres.database(), mail);
    IntStream.range(0, 200).forEach(n -> steps.append());

    try (var one = steps.worker(OutboxSteps.quick(), mail);
        var two = steps.worker(OutboxSteps.quick(), mail)) {
      one.nudge();
      two.nudge();
      Soon.until("all tasks are gone", () -> steps.rows("scheduled_tasks") == 0);
    }

    assertThat(ends.getCount()).isZero();
    assertThat(mail.heard()).hasSize(200);
    assertThat(new HashSet<>(mail.ids())).hasSize(200);
  }

  @Test
  void a_long_delivery_is_not_taken_over_while_its_worker_lives() {
    var release = new CountDownLatch(1);
    var mail = new TestSubscriber("mail", delivery -> await(release));
    var steps = new OutboxSteps(postgres.database(), mail);
    steps.append();
    var heartbeats = new HashSet<String>();

    try (var one = steps.worker(OutboxSteps.quick(), mail);
        var two = steps.worker(OutboxSteps.quick(), mail)) {
      one.nudge();
      two.nudge();
      Soon.until(
          "three times as many heartbeats as make a worker dead",
          () -> {
            heartbeats.add(heartbeat());
            return heartbeats.size() > 12;
          });
      release.countDown();
      Soon.until("the task is gone", () -> steps.rows("scheduled_tasks") == 0);
    }

    assertThat(mail.heard()).hasSize(1);
  }

  @Test
  void closing_does_not_wait_for_ever_and_loses_nothing() {
    var running = new CountDownLatch(1);
    var mail =
        new TestSubscriber(
            "mail",
            delivery -> {
              running.countDown();
              await(new CountDownLatch(1));
            });
    var steps = new OutboxSteps(postgres.database(), mail);
    var id = steps.append();
    var quick = OutboxSteps.quick();
    var impatient =
        new DeliveryScheduler.Settings(
            quick.rhythm(), quick.retries(), quick.strangerPause(), Duration.ofMillis(50));

    try (var worker = steps.worker(impatient, mail)) {
      worker.nudge();
      await(running);
    }

    var healed = TestSubscriber.named("mail");
    try (var worker = steps.worker(OutboxSteps.quick(), healed)) {
      worker.nudge();
      Soon.until("delivered", () -> healed.ids().equals(List.of(id)));
    }
  }

  @Test
  void closing_lets_a_running_delivery_finish_and_takes_nothing_new() {
    var running = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var mail =
        new TestSubscriber(
            "mail",
            delivery -> {
              running.countDown();
              await(release);
            });
    var steps = new OutboxSteps(postgres.database(), mail);
    var first = steps.append();

    var worker = steps.worker(OutboxSteps.quick(), mail);
    worker.nudge();
    await(running);
    var closing = Thread.ofPlatform().start(worker::close);
    Soon.until("closing waits", () -> closing.getState() == Thread.State.TIMED_WAITING);
    release.countDown();
    Soon.until("closed", () -> !closing.isAlive());
    worker.close();

    assertThat(steps.rows("scheduled_tasks")).isZero();
    steps.append();
    worker.nudge();
    assertThat(mail.ids()).containsExactly(first);
    assertThat(steps.rows("scheduled_tasks")).isEqualTo(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      throw new IllegalStateException("interrupted", stop);
    }
  }

  private static long version() {
    return postgres
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select coalesce(max(version), 0) from scheduled_tasks")
                    .mapTo(Long.class)
                    .one());
  }

  private static String heartbeat() {
    return postgres
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select coalesce(max(last_heartbeat)::text, '') from scheduled_tasks")
                    .mapTo(String.class)
                    .one());
  }
}
