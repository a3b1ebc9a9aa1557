package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.journeys.Api.Answer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One of two nodes is killed (SIGKILL) again and again while clients sign in, renew and sign out at
 * both. What was acknowledged is true afterwards, and no session that was ended revives.
 */
class NodeKillIT {
  private static final String EMAIL = "both@example.com";
  private static final String PASSWORD = "canary-a house with two doors";
  private static final int OPERATIONS = Integer.getInteger("latchkey.operations", 1000);
  private static final int CLIENTS = 4;
  private static final long SEED = 20_261_103L;

  @TempDir Path data;

  private final AtomicInteger operations = new AtomicInteger();
  private final AtomicBoolean finished = new AtomicBoolean();
  private final AtomicReference<ServerProcess> mortal = new AtomicReference<>();

  /** Session to its newest acknowledged refresh token. */
  private final Map<String, String> alive = new ConcurrentHashMap<>();

  /** Session to an access token of it, for those whose end was acknowledged. */
  private final Map<String, String> ended = new ConcurrentHashMap<>();

  @Test
  void nothing_acknowledged_is_lost_and_nothing_ended_revives() throws Exception {
    var settings = Map.of("HASH_QUEUE", "1000", "SESSION_LIMIT", "10000");
    try (var survivor = ServerProcess.serve(data, settings)) {
      survivor.api().signUp(EMAIL, PASSWORD);
      mortal.set(ServerProcess.serve(data, settings));
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var client = 0; client < CLIENTS; client++) {
          var seed = SEED + client;
          threads.execute(() -> work(survivor, seed));
        }
        killUntilFinished(settings);
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
      }
      mortal.get().close();
      assertThat(ended).isNotEmpty();
      assertThat(alive).isNotEmpty();
      ended.forEach(
          (session, token) -> assertThat(survivor.api().me(token).status()).isEqualTo(401));
      alive.forEach((session, token) -> assertThat(status(survivor, token)).isEqualTo(200));
    }
  }

  private void killUntilFinished(Map<String, String> settings) {
    var chance = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    while (operations.get() < OPERATIONS) {
      LockSupport.parkNanos(chance.nextLong(300_000_000L, 1_500_000_000L));
      mortal.get().kill();
      mortal.set(ServerProcess.serve(data, settings));
    }
    finished.set(true);
  }

  private void work(ServerProcess survivor, long seed) {
    var chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    while (!finished.get()) {
      var server = chance.nextBoolean() ? survivor : mortal.get();
      Api.unlessKilled(() -> oneLife(server.api(), chance.nextInt(4), chance.nextBoolean()));
    }
  }

  /**
   * Signs in, renews some times, and perhaps signs out. What was not acknowledged is in neither
   * list.
   */
  private Answer oneLife(Api api, int renewals, boolean signsOut) {
    var answer = acknowledged(api.login(EMAIL, PASSWORD), 200);
    var session = answer.text("session_id");
    var token = answer.text("refresh_token");
    for (var renewal = 0; renewal < renewals; renewal++) {
      answer =
          acknowledged(api.post("/api/v1/auth/refresh", Api.object("refresh_token", token)), 200);
      token = answer.text("refresh_token");
    }
    if (signsOut) {
      var access = answer.text("access_token");
      var out = acknowledged(api.logout(access), 204);
      ended.put(session, access);
      return out;
    }
    alive.put(session, token);
    return answer;
  }

  private Answer acknowledged(Answer answer, int expected) {
    assertThat(answer.status()).isEqualTo(expected);
    operations.incrementAndGet();
    return answer;
  }

  private static int status(ServerProcess server, String refreshToken) {
    return server
        .api()
        .post("/api/v1/auth/refresh", Api.object("refresh_token", refreshToken))
        .status();
  }
}
