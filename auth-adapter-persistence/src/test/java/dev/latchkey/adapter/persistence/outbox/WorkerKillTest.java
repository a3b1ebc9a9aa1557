package dev.latchkey.adapter.persistence.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.persistence.PersistenceConfig.Scheduling;
import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.testkit.requirement.Requirement;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What kill -9 does to a worker, with the rhythm of production. */
class WorkerKillTest {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  private static final DeliveryScheduler.Settings PRODUCTION =
      DeliveryScheduler.Settings.of(Scheduling.standard());

  @Test
  @Requirement({"S0-27", "S3-20"})
  void a_delivery_whose_worker_was_killed_is_repeated_within_ten_seconds_of_the_next_ones_start()
      throws Exception {
    var mail = TestSubscriber.named("mail");
    var steps = new OutboxSteps(postgres.database(), mail);
    var id = steps.append();

    var doomed = doomedWorker();
    try (var says = doomed.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lineAbout(says, "delivering")).isEqualTo("delivering " + id.value());
    } finally {
      doomed.destroyForcibly();
    }
    assertThat(doomed.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(doomed.exitValue()).as("killed by signal 9").isEqualTo(128 + 9);

    try (var successor = steps.worker(PRODUCTION, mail)) {
      steps.outbox().nudging(successor::nudge);
      Soon.until("repeated", Duration.ofSeconds(10), () -> mail.ids().contains(id));
      Soon.until("the task is gone", () -> steps.rows("scheduled_tasks") == 0);
    }

    assertThat(mail.ids()).containsExactly(id);
  }

  private static Process doomedWorker() throws IOException {
    var access = postgres.config().serving();
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            DoomedWorker.class.getName(),
            access.jdbcUrl(),
            access.user(),
            access.password())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String lineAbout(BufferedReader says, String start) throws IOException {
    for (var line = says.readLine(); line != null; line = says.readLine()) {
      if (line.startsWith(start)) {
        return line;
      }
    }
    return "nothing";
  }
}
