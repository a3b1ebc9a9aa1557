package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.application.AuthUseCases;
import dev.latchkey.domain.kernel.HealthCheck;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.testkit.memory.InMemoryRateLimiter;
import dev.latchkey.testkit.requirement.Requirement;
import dev.latchkey.testkit.time.CountingIds;
import dev.latchkey.testkit.time.MutableTime;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Coming up, being well, and going down. */
class LifecycleTest {
  private static final long SECONDS = 20;

  @Test
  @Requirement({"S1-18", "S1-108", "S1-126", "S2-52", "S2-53", "S3-87"})
  void the_server_says_what_it_is_and_that_it_is_up() {
    try (var server = TestServer.start()) {
      var client = server.client();
      assertThat(client.get("/health").body())
          .isEqualTo("{\"status\":\"ok\",\"version\":\"1.2.3\"}");
      assertThat(client.get("/health/live").status()).isEqualTo(200);
      assertThat(client.get("/health/ready").status()).isEqualTo(200);
      assertThat(client.get("/").body())
          .startsWith("{\"name\":\"Latchkey\",\"version\":\"1.2.3\",\"links\":{")
          .contains("\"health\":\"http://localhost:8080/health\"");
    }
  }

  @Test
  @Requirement("S2-68")
  void it_is_ready_only_while_everything_it_needs_answers() {
    var answers = new AtomicBoolean();
    var options = new TestServer.Options().check(new HealthCheck("database", answers::get));
    try (var server = new TestServer(options)) {
      var client = server.client();

      var down = client.get("/health/ready");
      assertThat(down.problem()).isEqualTo("503 unavailable");
      assertThat(down.header("Retry-After")).isPresent();
      assertThat(down.body()).doesNotContain("database");
      assertThat(client.get("/health/live").status()).isEqualTo(200);

      answers.set(true);
      assertThat(client.get("/health/ready").status()).isEqualTo(200);
    }
  }

  @Test
  void an_outage_is_503_and_not_a_refusal() {
    HealthCheck broken =
        new HealthCheck(
            "database",
            () -> {
              throw new InfrastructureException("find user", new ConnectException("refused"));
            });
    try (var server = new TestServer(new TestServer.Options().check(broken))) {
      var answer = server.client().get("/health/ready");

      assertThat(answer.problem()).isEqualTo("503 unavailable");
      assertThat(answer.header("Retry-After")).isPresent();
      assertThat(answer.body()).doesNotContain("find user", "refused");
    }
  }

  @Test
  void an_error_of_the_machine_is_answered_too() {
    HealthCheck fatal =
        new HealthCheck(
            "database",
            () -> {
              throw new StackOverflowError("deep");
            });
    try (var server = new TestServer(new TestServer.Options().check(fatal))) {
      var answer = server.client().get("/health/ready");

      assertThat(answer.problem()).isEqualTo("500 internal_error");
      assertThat(answer.header("X-Request-Id")).contains(answer.text("instance"));
      assertThat(server.client().get("/health").status()).isEqualTo(200);
    }
  }

  @Test
  void a_request_in_flight_is_answered_while_the_server_closes() throws Exception {
    var started = new CountDownLatch(1);
    var mayFinish = new CountDownLatch(1);
    var slow = new HealthCheck("slow", () -> waitFor(started, mayFinish));
    try (var server = new TestServer(new TestServer.Options().check(slow))) {
      var port = server.port();
      var client = server.client();
      var inFlight = CompletableFuture.supplyAsync(() -> client.get("/health/ready"));
      assertThat(started.await(SECONDS, TimeUnit.SECONDS)).isTrue();

      var closing = CompletableFuture.runAsync(server::shutDown);
      awaitRefusal(port);
      assertThat(inFlight).isNotDone();
      assertThat(closing).isNotDone();
      mayFinish.countDown();

      assertThat(inFlight.get(SECONDS, TimeUnit.SECONDS).status()).isEqualTo(200);
      closing.get(SECONDS, TimeUnit.SECONDS);
    }
  }

  @Test
  void a_request_that_never_ends_does_not_keep_the_server_from_closing() throws Exception {
    var started = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    var stuck = new HealthCheck("stuck", () -> waitFor(started, never));
    var options = new TestServer.Options().drain(Duration.ofMillis(300)).check(stuck);
    try (var server = new TestServer(options)) {
      var port = server.port();
      var client = server.client();
      var inFlight = CompletableFuture.supplyAsync(() -> client.get("/health/ready"));
      assertThat(started.await(SECONDS, TimeUnit.SECONDS)).isTrue();

      CompletableFuture.runAsync(server::shutDown).get(SECONDS, TimeUnit.SECONDS);

      assertThat(inFlight).failsWithin(Duration.ofSeconds(SECONDS));
      awaitRefusal(port);
      never.countDown();
    }
  }

  @Test
  void closing_again_does_nothing_and_the_port_is_free_again() {
    var server = TestServer.start();
    var port = server.port();
    server.close();
    server.shutDown();

    try (var next = open(port, server.auth)) {
      assertThat(next.port()).isEqualTo(port);
    }
  }

  @Test
  void a_port_that_is_taken_is_named() {
    try (var server = TestServer.start()) {
      assertThatThrownBy(() -> open(server.port(), server.auth).close())
          .isInstanceOf(InfrastructureException.class)
          .hasMessage("listen on 127.0.0.1:" + server.port());
    }
  }

  private static HttpModule open(int port, AuthUseCases auth) {
    var url = URI.create("http://localhost:" + port);
    var config = HttpConfig.standard("127.0.0.1", port, url, true, "1", "Latchkey");
    var limiter = new InMemoryRateLimiter(MutableTime.somewhen());
    return HttpModule.open(config, auth, Optional.empty(), List.of(), limiter, new CountingIds());
  }

  private static boolean waitFor(CountDownLatch started, CountDownLatch mayFinish) {
    started.countDown();
    try {
      return mayFinish.await(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static void awaitRefusal(int port) throws Exception {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() - deadline < 0) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assertThat(socket.isConnected()).isTrue();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      } catch (ConnectException noLongerListening) {
        return;
      }
    }
    throw new AssertionError("still listening");
  }
}
