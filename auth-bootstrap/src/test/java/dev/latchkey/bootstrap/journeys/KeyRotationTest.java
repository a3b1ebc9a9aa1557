package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.journeys.Api.Answer;
import dev.latchkey.bootstrap.testing.RunningServer;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.token.AccessTokens.Verification;
import dev.latchkey.domain.token.SigningKey.State;
import dev.latchkey.verifier.AccessTokenVerifier;
import dev.latchkey.verifier.VerifierConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Signing keys follow each other every two seconds, on two nodes, while people renew and a resource
 * server verifies. By hand for longer: {@code -Dlatchkey.seconds=60}.
 */
class KeyRotationTest {
  private static final Duration SPAN = Duration.ofSeconds(Long.getLong("latchkey.seconds", 12));
  private static final Duration STEP = Duration.ofMillis(100);
  private static final int CLIENTS = 4;
  private static final String PASSWORD = "canary-keys come and go";
  private static final Map<String, String> FAST =
      Map.of("WORKER", "on", "JWKS_MAX_AGE", "1s", "SIGNING_KEY_LIFETIME", "2s");

  @AutoClose private final RunningServer one = RunningServer.start(FAST);
  @AutoClose private final RunningServer other = one.another(FAST);

  @AutoClose
  private final AccessTokenVerifier resourceServer =
      AccessTokenVerifier.open(
          VerifierConfig.of("http://localhost", "http://localhost")
              .fetchedFrom(one.uri("/.well-known/jwks.json")));

  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger renewals = new AtomicInteger();

  @Test
  void no_honest_request_fails_while_keys_rotate() throws Exception {
    var tokens = signUp(new Api(one.uri("/")));
    var deadline = System.nanoTime() + SPAN.toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var client = 0; client < CLIENTS; client++) {
        var first = new Api(one.uri("/")).login("keys@example.com", PASSWORD);
        threads.execute(() -> renewUntil(deadline, first));
      }
      while (System.nanoTime() < deadline) {
        one.auth().rotateSigningKeys().run();
        other.auth().rotateSigningKeys().run();
        LockSupport.parkNanos(STEP.toNanos());
      }
      threads.shutdown();
      assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(failures).isEmpty();
    assertThat(renewals).hasValueGreaterThan(100);
    assertThat(keys(State.RETIRED)).hasSizeGreaterThan((int) SPAN.toSeconds() / 4);
    assertThat(new Api(other.uri("/")).me(tokens.text("access_token")).status()).isEqualTo(200);
  }

  @Test
  void a_revoked_key_ends_its_tokens_at_once_on_every_node_and_nobody_signs_in_again() {
    var tokens = signUp(new Api(one.uri("/")));
    var access = tokens.text("access_token");
    assertThat(new Api(other.uri("/")).me(access).status()).isEqualTo(200);

    one.auth().rotateSigningKeys().revoke(keys(State.ACTIVE).getFirst());

    assertThat(new Api(one.uri("/")).me(access).status()).isEqualTo(401);
    assertThat(new Api(other.uri("/")).me(access).status()).isEqualTo(401);
    // Clients answer 401 by renewing; a node may sign with the old key for a second more.
    var newest = new AtomicReference<>(tokens.text("refresh_token"));
    Eventually.isTrue(
        "a token that works at the other node",
        Duration.ofSeconds(5),
        () -> {
          var renewed = renew(new Api(one.uri("/")), newest.get());
          newest.set(renewed.text("refresh_token"));
          return new Api(other.uri("/")).me(renewed.text("access_token")).status() == 200;
        });
  }

  private List<KeyId> keys(State state) {
    return one.auth().rotateSigningKeys().list().stream()
        .filter(key -> key.state() == state)
        .map(key -> key.id())
        .toList();
  }

  private Answer signUp(Api api) {
    var registration = api.register("keys@example.com", PASSWORD).text("registration_id");
    return api.verify(registration, one.awaitCode("keys@example.com"));
  }

  private void renewUntil(long deadline, Answer first) {
    var nodes = List.of(new Api(one.uri("/")), new Api(other.uri("/")));
    var token = first.text("refresh_token");
    for (var turn = 0; System.nanoTime() < deadline; turn++) {
      var answer = renew(nodes.get(turn % 2), token);
      expect(200, answer.status(), "renewal");
      token = answer.text("refresh_token");
      var access = answer.text("access_token");
      expect(200, nodes.get((turn + 1) % 2).me(access).status(), "check at the other node");
      if (!(resourceServer.verify(access) instanceof Verification.Valid)) {
        failures.add("refused by the resource server");
      }
      renewals.incrementAndGet();
    }
  }

  private void expect(int expected, int status, String what) {
    if (status != expected) {
      failures.add(what + ": " + status);
    }
  }

  private static Answer renew(Api api, String token) {
    return api.post("/api/v1/auth/refresh", Api.object("refresh_token", token));
  }
}
