package dev.latchkey.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision.Admitted;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real sentinel that tells where the master is. */
class SentinelTest {
  private static final RateLimit ONE_AN_HOUR = new RateLimit("test", 1, Duration.ofHours(1));

  @Test
  void the_master_that_a_sentinel_names_counts(@TempDir Path folder) throws IOException {
    try (var master = RealRedis.start();
        var sentinel = RealRedis.startSentinel(folder, configuration(folder, master));
        var module = Modules.connected(url(sentinel, "main"));
        var stranger = RedisModule.open(Modules.config(url(sentinel, "unheard-of")))) {
      assertThat(module.rateLimiter().admit(ONE_AN_HOUR, "ada")).isInstanceOf(Admitted.class);
      assertThat(module.rateLimiter().admit(ONE_AN_HOUR, "ada")).isInstanceOf(Refused.class);
      long keys = master.tell(commands -> commands.dbsize());
      assertThat(keys).isEqualTo(1);
      assertThat(stranger.health().answers().getAsBoolean()).isFalse();
    }
  }

  private static Path configuration(Path folder, RealRedis master) throws IOException {
    var monitored = "sentinel monitor main 127.0.0.1 %d 1%n".formatted(master.port());
    return Files.writeString(folder.resolve("sentinel.conf"), monitored);
  }

  private static String url(RealRedis sentinel, String master) {
    return "redis-sentinel://127.0.0.1:" + sentinel.port() + "#" + master;
  }
}
