package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.testing.RunningServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What becomes of guesses, sessions and honest people while Redis is treated badly. */
class RedisFaultIT {
  private static final String VICTIM = "victim@example.com";
  private static final String PASSWORD = "a gate that cannot be forced";
  private static final int HONEST = 3;
  private static final int BURST = 5;

  /** As long as a fault lasts: long enough for the link to give up and to go without. */
  private static final Duration FAULT = Duration.ofSeconds(2);

  private static final Duration HEALING = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(25);

  /** Nobody waits longer for an answer, whatever is the matter (fault matrix, o7). */
  private static final Duration DEADLINE = Duration.ofSeconds(3);

  private final AtomicBoolean over = new AtomicBoolean();
  private final ConcurrentLinkedQueue<Integer> guesses = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Long> honestNanos = new ConcurrentLinkedQueue<>();
  private final List<String> wrongs = new CopyOnWriteArrayList<>();

  @Test
  void no_guess_more_is_had_no_session_revives_and_honest_people_get_in() throws Exception {
    try (var redis = BadRedis.start();
        var server = RunningServer.start(settings(redis));
        var people = Executors.newCachedThreadPool()) {
      var api = new Api(server.uri("/"));
      var ended = api.signUp(VICTIM, PASSWORD).text("access_token");
      assertThat(api.logout(ended).status()).isEqualTo(204);

      var running = start(people, api, ended);
      awaitCounting(redis);
      mistreat(redis);
      over.set(true);
      for (var each : running) {
        each.get();
      }

      assertThat(wrongs).isEmpty();
      assertThat(guesses).as("wrong passwords that were looked at").hasSize(BURST);
      assertThat(honestNanos).hasSizeGreaterThan(HONEST);
      assertThat(honestNanos).allMatch(nanos -> nanos < DEADLINE.toNanos());
      assertThat(api.login(VICTIM, PASSWORD).status()).isEqualTo(429);
    }
  }

  private static Map<String, String> settings(BadRedis redis) {
    return Map.of(
        "RATE_LIMITS",
        "on",
        "REDIS_URL",
        redis.url(),
        "RATE_LIMIT_PER_MINUTE",
        "10000",
        "RATE_LIMIT_OPERATIONS",
        "login.address=10000/15m",
        "ACCOUNT_LOCKOUT_THRESHOLD",
        Integer.toString(BURST),
        "ACCOUNT_LOCKOUT_DURATION_MINUTES",
        "60");
  }

  private static void mistreat(BadRedis redis) throws IOException {
    redis.kill();
    pass(FAULT);
    redis.startAgain();
    awaitCounting(redis);

    redis.freeze();
    pass(FAULT);
    redis.thaw();
    awaitCounting(redis);

    redis.flush();
    awaitCounting(redis);
  }

  /** Whoever counts in Redis leaves keys there; it is empty after each fault but the freezing. */
  private static void awaitCounting(BadRedis redis) throws IOException {
    redis.flush();
    Eventually.isTrue("the server counts in Redis", HEALING, () -> redis.keys() > 0);
  }

  private static void pass(Duration time) {
    var until = System.nanoTime() + time.toNanos();
    Eventually.isTrue("time passes", time.multipliedBy(5), () -> System.nanoTime() >= until);
  }

  private List<Future<?>> start(ExecutorService people, Api api, String ended) {
    var running = new ArrayList<Future<?>>();
    for (var n = 0; n < HONEST; n++) {
      var email = "honest" + n + "@example.com";
      api.signUp(email, PASSWORD);
      running.add(people.submit(() -> signInAgainAndAgain(api, email)));
    }
    running.add(people.submit(() -> guessAgainAndAgain(api)));
    running.add(people.submit(() -> guessAgainAndAgain(api)));
    running.add(people.submit(() -> comeBackAgainAndAgain(api, ended)));
    return running;
  }

  /** No faster than the windows allow, which are as wide as they can be set. */
  private boolean goOn() {
    LockSupport.parkNanos(PAUSE.toNanos());
    return !over.get();
  }

  private void signInAgainAndAgain(Api api, String email) {
    while (goOn()) {
      var began = System.nanoTime();
      var status = api.login(email, PASSWORD).status();
      honestNanos.add(System.nanoTime() - began);
      if (status != 200) {
        wrongs.add(email + " got " + status);
      }
    }
  }

  private void guessAgainAndAgain(Api api) {
    while (goOn()) {
      var status = api.login(VICTIM, "not the password at all").status();
      if (status == 401) {
        guesses.add(status);
      } else if (status != 429) {
        wrongs.add("a guess got " + status);
      }
    }
  }

  private void comeBackAgainAndAgain(Api api, String ended) {
    while (goOn()) {
      var status = api.me(ended).status();
      if (status != 401) {
        wrongs.add("an ended session got " + status);
      }
    }
  }
}
