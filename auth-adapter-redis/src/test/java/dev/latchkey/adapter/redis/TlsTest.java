package dev.latchkey.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision.Admitted;
import dev.latchkey.testkit.contract.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Redis behind TLS, under the name of localhost. */
class TlsTest {
  private static final RateLimit LIMIT = new RateLimit("test", 100, Duration.ofHours(1));
  private static final String TRUST_STORE = "javax.net.ssl.trustStore";
  private static final String TRUST_PASSWORD = "javax.net.ssl.trustStorePassword";

  @TempDir private Path folder;
  private RealRedis redis;
  private TlsEnd tls;

  @BeforeEach
  void start() throws IOException {
    redis = RealRedis.start();
    tls = TlsEnd.before(redis.port(), folder.resolve("keys.p12"));
  }

  @AfterEach
  void stop() {
    System.clearProperty(TRUST_STORE);
    System.clearProperty(TRUST_PASSWORD);
    tls.close();
    redis.close();
  }

  private void trust() {
    System.setProperty(TRUST_STORE, folder.resolve("keys.p12").toString());
    System.setProperty(TRUST_PASSWORD, TlsEnd.PASSWORD);
  }

  @Test
  void a_certificate_that_is_trusted_opens() {
    trust();
    try (var module = Modules.connected("rediss://localhost:" + tls.port())) {
      assertThat(module.rateLimiter().admit(LIMIT, "ada")).isInstanceOf(Admitted.class);
    }
  }

  @Test
  void a_certificate_that_nobody_trusts_does_not() {
    staysAway("rediss://localhost:" + tls.port());
  }

  @Test
  void a_certificate_of_another_name_does_not() {
    trust();
    staysAway("rediss://127.0.0.1:" + tls.port());
  }

  private void staysAway(String url) {
    var before = tls.connections();
    try (var module = RedisModule.open(Modules.config(url))) {
      Eventually.holds(() -> assertThat(tls.connections()).isGreaterThan(before + 1));
      assertThatThrownBy(() -> module.rateLimiter().admit(LIMIT, "ada"))
          .isInstanceOf(RedisAwayException.class);
    }
  }
}
