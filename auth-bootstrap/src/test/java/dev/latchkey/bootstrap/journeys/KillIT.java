package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server (SIGKILL) while somebody signs up and in, starts it again, and looks whether
 * every step that was acknowledged is still true.
 */
class KillIT {
  private static final String PASSWORD = "canary-nine lives and a half";
  private static final int ROUNDS = 5;
  private static final int CLIENTS = 3;

  /** With a welcome each, so many mails in all as the inbox page shows. */
  private static final int SIGN_UPS = 3;

  /** Of one round: registered, verified, signed out. */
  private static final int STEPS = CLIENTS * SIGN_UPS * 3;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final long SEED = 20_261_102L;

  @TempDir Path data;

  /** What a client was told and must find again. */
  private record Journal(List<String> registered, List<String> verified, List<String> loggedOut) {
    Journal() {
      this(
          Collections.synchronizedList(new ArrayList<>()),
          Collections.synchronizedList(new ArrayList<>()),
          Collections.synchronizedList(new ArrayList<>()));
    }

    int steps() {
      return registered.size() + verified.size() + loggedOut.size();
    }
  }

  @Test
  void every_acknowledged_step_outlives_the_kill() throws Exception {
    var journal = new Journal();
    var chance = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    var count = new AtomicInteger();
    for (var round = 0; round < ROUNDS; round++) {
      workUntilKilled(journal, chance, count);
    }
    try (var server = ServerProcess.serve(data, Map.of())) {
      assertThat(journal.verified()).isNotEmpty();
      assertEverythingHolds(server.api(), journal);
    }
  }

  private void workUntilKilled(Journal journal, RandomGenerator chance, AtomicInteger count)
      throws InterruptedException {
    var server = ServerProcess.serve(data, Map.of());
    var finished = Executors.newVirtualThreadPerTaskExecutor();
    for (var client = 0; client < CLIENTS; client++) {
      finished.execute(() -> signUpSomeTimes(server, journal, count));
    }
    awaitSteps(journal, journal.steps() + chance.nextInt(CLIENTS + 1, STEPS));
    LockSupport.parkNanos(chance.nextLong(100_000_000L));
    server.kill();
    finished.shutdown();
    assertThat(finished.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
  }

  /** By steps and not by time: a slow machine kills in the same places. */
  private static void awaitSteps(Journal journal, int steps) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (journal.steps() < steps) {
      assertThat(System.nanoTime()).as("steps: " + journal.steps()).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static void signUpSomeTimes(ServerProcess server, Journal journal, AtomicInteger count) {
    for (var signUp = 0; signUp < SIGN_UPS && server.isAlive(); signUp++) {
      var email = "life" + count.incrementAndGet() + "@example.com";
      Api.unlessKilled(() -> signUp(server.api(), email, journal));
    }
  }

  private static Api.Answer signUp(Api api, String email, Journal journal) {
    var registered = api.register(email, PASSWORD);
    assertThat(registered.status()).isEqualTo(202);
    journal.registered().add(email);
    var verified = api.verify(registered.text("registration_id"), api.awaitCode(email));
    assertThat(verified.status()).isEqualTo(201);
    journal.verified().add(email);
    var token = verified.text("access_token");
    var out = api.logout(token);
    assertThat(out.status()).isEqualTo(204);
    journal.loggedOut().add(token);
    return out;
  }

  private static void assertEverythingHolds(Api api, Journal journal) {
    assertThat(journal.verified())
        .allSatisfy(email -> assertThat(api.login(email, PASSWORD).status()).isEqualTo(200));
    assertThat(journal.loggedOut())
        .allSatisfy(token -> assertThat(api.me(token).status()).isEqualTo(401));
    for (var email : journal.registered()) {
      api.awaitCode(email);
      assertThat(api.codes(email)).as("mails to " + email).hasSize(1);
    }
  }
}
