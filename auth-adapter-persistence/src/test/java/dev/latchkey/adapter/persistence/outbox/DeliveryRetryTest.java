package dev.latchkey.adapter.persistence.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.kernel.InfrastructureException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of deliveries that fail. */
class DeliveryRetryTest {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  @Test
  void a_failing_delivery_is_tried_again() {
    var tries = new AtomicInteger();
    var mail = new TestSubscriber("mail", delivery -> failUntil(tries, 3));
    var steps = new OutboxSteps(postgres.database(), mail);
    var id = steps.append();

    try (var worker = steps.worker(OutboxSteps.quick(), mail)) {
      worker.nudge();
      Soon.until("the task is gone", () -> steps.rows("scheduled_tasks") == 0);
    }

    assertThat(mail.ids()).containsExactly(id, id, id);
    assertThat(steps.deliveries().parked(10)).isEmpty();
  }

  @Test
  void the_last_try_parks_it_with_a_reason_that_tells_no_secret_and_redriving_delivers_it() {
    var mail = new TestSubscriber("mail", delivery -> failWith("ada@example.com"));
    var steps = new OutboxSteps(postgres.database(), mail);
    var id = steps.append();
    try (var worker = steps.worker(OutboxSteps.quick(), mail)) {
      worker.nudge();
      Soon.until("parked", () -> steps.deliveries().parked(10).size() == 1);
    }

    var parked = steps.deliveries().parked(10).get(0);
    assertThat(mail.ids()).containsExactly(id, id, id);
    assertThat(parked.event()).isEqualTo(id);
    assertThat(parked.subscriber()).isEqualTo("mail");
    assertThat(parked.reason()).isEqualTo("IllegalStateException (IOException)");
    assertThat(steps.rows("scheduled_tasks")).isZero();

    var healed = TestSubscriber.named("mail");
    try (var worker = steps.worker(OutboxSteps.quick(), healed)) {
      worker.nudge();
      assertThat(steps.deliveries().redrive(parked.id(), OutboxSteps.TIME.instant())).isTrue();
      Soon.until("delivered", () -> healed.ids().equals(List.of(id)));
    }
    assertThat(steps.deliveries().parked(10)).isEmpty();
  }

  @Test
  void an_outage_of_ours_names_its_operation_where_it_is_parked() {
    var outage = new InfrastructureException("send a mail", new IOException("ada@example.com"));
    var mail =
        new TestSubscriber(
            "mail",
            delivery -> {
              throw outage;
            });
    var steps = new OutboxSteps(postgres.database(), mail);
    steps.append();

    try (var worker = steps.worker(OutboxSteps.quick(), mail)) {
      worker.nudge();
      Soon.until("parked", () -> steps.deliveries().parked(10).size() == 1);
    }

    assertThat(steps.deliveries().parked(10).get(0).reason())
        .isEqualTo("InfrastructureException: send a mail (IOException)");
  }

  @Test
  void an_event_of_a_newer_version_is_parked_and_not_lost() {
    var mail = TestSubscriber.named("mail");
    var steps = new OutboxSteps(postgres.database(), mail);
    var id = steps.append();
    postgres
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    update scheduled_tasks set task_data = convert_to(
                      replace(convert_from(task_data, 'UTF8'), 'user.created', 'user.cloned'), 'UTF8')
                    """));

    try (var worker = steps.worker(OutboxSteps.quick(), mail)) {
      worker.nudge();
      Soon.until("parked", () -> steps.deliveries().parked(10).size() == 1);
    }

    var parked = steps.deliveries().parked(10).get(0);
    assertThat(parked.event()).isEqualTo(id);
    assertThat(parked.reason()).endsWith("unknown event user.cloned version 1");
    assertThat(mail.heard()).isEmpty();
  }

  @Test
  void a_delivery_that_kills_its_worker_at_every_try_is_parked_too() throws Exception {
    var running = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var deadly =
        new TestSubscriber(
            "deadly",
            delivery -> {
              running.countDown();
              await(release);
            });
    var steps = new OutboxSteps(postgres.database(), deadly);
    var once = OutboxSteps.quick().withRetries(new RetryPolicy(1, Duration.ZERO, Duration.ZERO));
    var cable = new CuttableSource(postgres.database().source());
    steps.append();

    try (var killed = workerOn(cable, once, deadly)) {
      killed.nudge();
      running.await();
      cable.cut();
      try (var next = steps.worker(once, deadly)) {
        next.nudge();
        Soon.until("parked", () -> steps.deliveries().parked(10).size() == 1);
      }
      release.countDown();
    }

    assertThat(steps.deliveries().parked(10).get(0).reason()).isEqualTo("the worker died");
    assertThat(deadly.heard()).hasSize(1);
  }

  private static DeliveryScheduler workerOn(
      CuttableSource cable, DeliveryScheduler.Settings settings, TestSubscriber subscriber) {
    return DeliveryScheduler.start(
        new Database(cable), List.of(subscriber), List.of(), settings, OutboxSteps.TIME);
  }

  private static void failUntil(AtomicInteger tries, int success) {
    if (tries.incrementAndGet() < success) {
      failWith("not yet");
    }
  }

  private static void failWith(String message) {
    throw new IllegalStateException(message, new IOException(message));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      throw new IllegalStateException("interrupted", stop);
    }
  }
}
