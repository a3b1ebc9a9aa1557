package dev.latchkey.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.verifier.VerifierConfig.Fetching;
import dev.latchkey.verifier.VerifierConfig.Keeping;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierConfigTest {
  private static final VerifierConfig CONFIG = VerifierConfig.of("https://a.example", "api");
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void keys_are_where_the_issuer_publishes_them() {
    assertThat(CONFIG.jwks()).isEqualTo(URI.create("https://a.example/.well-known/jwks.json"));
    assertThat(VerifierConfig.of("https://a.example/base/", "api").jwks())
        .isEqualTo(URI.create("https://a.example/base/.well-known/jwks.json"));
    assertThat(VerifierConfig.of("https://a.example/base/", "api").issuer()).endsWith("/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://keys.example/jwks",
        "http://localhost:8080/jwks",
        "http://127.0.0.1/jwks",
        "http://[::1]:8080/jwks"
      })
  void keys_may_come_over_tls_or_from_this_machine(String jwks) {
    assertThat(CONFIG.fetchedFrom(URI.create(jwks)).jwks()).hasToString(jwks);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://keys.example/jwks",
        "http://localhost.example/jwks",
        "http://127.0.0.1.example/jwks",
        "https://user:secret@keys.example/jwks",
        "https://keys.example/jwks#fragment",
        "file:///etc/keys",
        "https:keys",
        "/jwks"
      })
  void keys_may_come_from_nowhere_else(String jwks) {
    assertThatIllegalArgumentException().isThrownBy(() -> CONFIG.fetchedFrom(URI.create(jwks)));
  }

  @Test
  void bounds_make_sense() {
    assertThatIllegalArgumentException().isThrownBy(() -> VerifierConfig.of("https://a", " "));
    assertThatIllegalArgumentException().isThrownBy(() -> VerifierConfig.of("", "api"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Keeping(Duration.ZERO, SECOND, SECOND, SECOND));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Keeping(SECOND.plusNanos(1), SECOND, SECOND, SECOND));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Keeping(SECOND, SECOND, SECOND.negated(), SECOND));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Keeping(SECOND, SECOND, SECOND, Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> new Fetching(Duration.ZERO, 1024));
    assertThatIllegalArgumentException().isThrownBy(() -> new Fetching(SECOND, 1023));
    assertThat(new Keeping(SECOND, SECOND, Duration.ZERO, SECOND).whileAway()).isZero();
    assertThat(new Fetching(SECOND, 1024).mostBytes()).isEqualTo(1024);
  }
}
