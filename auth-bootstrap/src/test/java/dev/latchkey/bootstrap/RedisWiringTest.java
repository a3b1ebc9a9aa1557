package dev.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.settings.AuthConfig;
import dev.latchkey.bootstrap.settings.ConfigLoader;
import dev.latchkey.bootstrap.settings.ConfigLoader.Outcome;
import dev.latchkey.bootstrap.testing.TestDatabases;
import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision.Admitted;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision.Refused;
import dev.latchkey.testkit.contract.Eventually;
import dev.latchkey.testkit.requirement.Requirement;
import dev.latchkey.testkit.time.MutableTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

/** Who counts, by the settings that there are. */
class RedisWiringTest {
  private static final RateLimit SIX = new RateLimit("test", 6, Duration.ofHours(1));

  @TempDir private Path folder;

  private final MutableTime time = MutableTime.somewhen();
  private String database;

  @BeforeEach
  void create() {
    database = TestDatabases.create();
  }

  @AfterEach
  void drop() {
    TestDatabases.drop(database);
  }

  @Test
  @Requirement({"S4-22", "S3-07"})
  void without_redis_a_node_counts_its_share() {
    try (var server = CompositionRoot.start(config(Map.of("NODE_COUNT", "3")), time)) {
      assertThat(admittedBy(server, "ada")).isEqualTo(2);
    }
  }

  @Test
  void a_limit_that_is_smaller_than_the_number_of_nodes_is_counted_in_the_database() {
    var one = new RateLimit("one", 1, Duration.ofHours(1));
    var config = config(Map.of("NODE_COUNT", "3"));
    try (var server = CompositionRoot.start(config, time);
        var other = CompositionRoot.start(config, time)) {
      assertThat(server.rateLimiter().admit(one, "ada")).isInstanceOf(Admitted.class);
      assertThat(other.rateLimiter().admit(one, "ada")).isInstanceOf(Refused.class);
    }
  }

  @Test
  @Requirement("S4-29")
  void with_redis_all_nodes_count_together() throws IOException {
    var port = freePort();
    var redis = RedisServer.newRedisServer().port(port).bind("127.0.0.1").build();
    redis.start();
    var config = config(Map.of("NODE_COUNT", "3", "REDIS_URL", "redis://127.0.0.1:" + port));
    try (var server = CompositionRoot.start(config, time);
        var other = CompositionRoot.start(config, time)) {
      var round = new AtomicInteger();
      Eventually.holds(
          () -> {
            var subject = "ada-" + round.getAndIncrement();
            // Both must admit for an hour after Redis was away, as it is until it is connected.
            time.advance(SIX.window());
            assertThat(admittedBy(server, subject)).isEqualTo(6);
            assertThat(admittedBy(other, subject)).isZero();
          });
    } finally {
      redis.stop();
    }
  }

  @Test
  void a_redis_that_is_not_there_keeps_nobody_from_starting() throws IOException {
    var url = "redis://127.0.0.1:" + freePort();
    var config = config(Map.of("NODE_COUNT", "3", "REDIS_URL", url));
    try (var server = CompositionRoot.start(config, time)) {
      assertThat(admittedBy(server, "ada")).isEqualTo(2);
    }
  }

  private static int admittedBy(AuthServer server, String subject) {
    return (int)
        IntStream.range(0, 10)
            .filter(n -> server.rateLimiter().admit(SIX, subject) instanceof Admitted)
            .count();
  }

  private AuthConfig config(Map<String, String> settings) {
    var all = new HashMap<>(settings);
    all.put("PORT", "0");
    all.put("BASE_URL", "http://localhost");
    all.put("DATABASE_URL", TestDatabases.url(database));
    var outcome = ConfigLoader.load(all, folder, null);
    assertThat(outcome).isInstanceOf(Outcome.Loaded.class);
    return ((Outcome.Loaded) outcome).config();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
