package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.journeys.Api.Answer;
import dev.latchkey.testkit.requirement.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One refresh token in many hands at once, over two server processes. By hand with more rounds:
 * {@code -Dlatchkey.rounds=200}.
 */
class RenewalIT {
  private static final String PASSWORD = "canary-one chain, no forks";
  private static final int AT_ONCE = 200;
  private static final int ROUNDS = Integer.getInteger("latchkey.rounds", 20);
  private static final Duration GRACE = Duration.ofSeconds(10);

  @TempDir static Path data;

  private static ServerProcess one;
  private static ServerProcess other;

  @BeforeAll
  static void start() {
    one = ServerProcess.serve(data, Map.of());
    other = ServerProcess.serve(data, Map.of());
  }

  @AfterAll
  static void stop() {
    other.close();
    one.close();
  }

  @Test
  @Requirement({"S1-44", "S3-01", "S4-31"})
  void two_hundred_renewals_at_once_lead_to_one_successor_round_after_round() throws Exception {
    var token = signUp("rounds@example.com").text("refresh_token");
    for (var round = 0; round < ROUNDS; round++) {
      var successors = renewAtOnce(token).stream().map(a -> a.text("refresh_token")).toList();
      assertThat(successors).hasSize(AT_ONCE).containsOnly(successors.getFirst());
      assertThat(successors.getFirst()).isNotEqualTo(token);
      token = successors.getFirst();
    }
    assertThat(one.api().me(renew(other, token).text("access_token")).status()).isEqualTo(200);
  }

  @Test
  @Requirement({"S1-45", "S4-31"})
  void after_the_grace_the_session_is_dead_and_its_user_is_told_once() throws Exception {
    var spent = signUp("thief@example.com").text("refresh_token");
    var live = renew(one, spent);
    var over = Instant.now().plus(GRACE);
    Eventually.isTrue(
        "the grace is over", GRACE.multipliedBy(2), () -> Instant.now().isAfter(over));

    assertThat(renewAtOnce(spent)).allSatisfy(a -> assertThat(a.status()).isEqualTo(401));
    assertThat(one.api().me(live.text("access_token")).status()).isEqualTo(401);
    assertThat(renew(other, live.text("refresh_token")).status()).isEqualTo(401);
    Eventually.isTrue("the warning", Duration.ofSeconds(20), () -> warnings() == 1);
    assertThat(auditRows("session.refresh-token-reused")).isEqualTo(1);
    one.api().signUp("witness@example.com", PASSWORD);
    assertThat(warnings()).isEqualTo(1);
  }

  @Test
  void a_retry_after_a_restart_gets_the_very_same_successor() {
    var token = signUp("restart@example.com").text("refresh_token");
    var before = renew(other, token).text("refresh_token");
    other.kill();
    other = ServerProcess.serve(data, Map.of());

    assertThat(renew(other, token).text("refresh_token")).isEqualTo(before);
  }

  private static long auditRows(String type) throws IOException, SQLException {
    var folder = data.resolve("postgres");
    var url =
        "jdbc:postgresql://127.0.0.1:"
            + Files.readString(folder.resolve("port")).strip()
            + "/latchkey";
    var password = Files.readString(folder.resolve("password")).strip();
    try (var connection = DriverManager.getConnection(url, "latchkey", password);
        var query =
            connection.prepareStatement("select count(*) from audit_event where type = ?")) {
      query.setString(1, type);
      try (var row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static long warnings() {
    return one.api().mails("thief@example.com").stream()
        .filter(mail -> mail.path("subject").asText().contains("signed out"))
        .count();
  }

  private static Answer signUp(String email) {
    return one.api().signUp(email, PASSWORD);
  }

  private static Answer renew(ServerProcess server, String token) {
    return server.api().post("/api/v1/auth/refresh", Api.object("refresh_token", token));
  }

  private static List<Answer> renewAtOnce(String token)
      throws InterruptedException, ExecutionException {
    var clients = List.of(one.api(), other.api());
    List<Callable<Answer>> calls =
        IntStream.range(0, AT_ONCE)
            .<Callable<Answer>>mapToObj(
                i ->
                    () ->
                        clients
                            .get(i % 2)
                            .post("/api/v1/auth/refresh", Api.object("refresh_token", token)))
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Answer>();
      for (var future : threads.invokeAll(calls)) {
        answers.add(future.get());
      }
      return answers;
    }
  }
}
