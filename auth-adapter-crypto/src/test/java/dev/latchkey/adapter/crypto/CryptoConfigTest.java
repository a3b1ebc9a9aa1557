package dev.latchkey.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.adapter.crypto.CryptoConfig.Argon2Cost;
import dev.latchkey.adapter.crypto.CryptoConfig.Gate;
import dev.latchkey.adapter.crypto.CryptoConfig.Tokens;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CryptoConfigTest {

  @Test
  void recommended_is_19_mib_two_iterations_one_lane() {
    var config = CryptoConfig.recommended(URI.create(Fixtures.ISSUER), Fixtures.AUDIENCE);

    assertThat(config.argon2()).isEqualTo(Argon2Cost.of(19_456, 2, 1));
    assertThat(config.gate().permits()).isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @ParameterizedTest
  @CsvSource({"47104,1,1", "19456,2,1", "12288,3,1", "9216,4,1", "7168,5,1", "262144,16,16"})
  void costs_that_protect_are_taken(int memory, int iterations, int parallelism) {
    assertThat(Argon2Cost.of(memory, iterations, parallelism).isBounded()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "19456,1,1",
    "12288,2,1",
    "7167,6,1",
    "64,1,1",
    "262145,1,1",
    "19456,17,1",
    "19456,0,1",
    "19456,2,0",
    "19456,2,17",
    "-1,2,1",
    "2147483647,2,1"
  })
  void costs_that_protect_nobody_or_ruin_us_are_refused(
      int memory, int iterations, int parallelism) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Argon2Cost.of(memory, iterations, parallelism));
  }

  @Test
  void a_gate_has_permits_places_and_a_time_to_come_again() {
    var second = Duration.ofSeconds(1);

    assertThat(new Gate(1, 1, second).queue()).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new Gate(0, 1, second));
    assertThatIllegalArgumentException().isThrownBy(() -> new Gate(1, 0, second));
    assertThatIllegalArgumentException().isThrownBy(() -> new Gate(1, 1, Duration.ZERO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://auth.example.com", "http://localhost:8080", "https://a.b/c"})
  void an_issuer_is_a_web_address(String issuer) {
    assertThat(new Tokens(URI.create(issuer), "api").issuer()).hasToString(issuer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "auth.example.com",
        "ftp://auth.example.com",
        "https:/x",
        "https://a.b?c",
        "https://a.b#c",
        "https://user@a.b",
        "urn:example:issuer"
      })
  void anything_else_is_no_issuer(String issuer) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Tokens(URI.create(issuer), "api"));
  }

  @Test
  void an_audience_says_something() {
    var issuer = URI.create(Fixtures.ISSUER);

    assertThatIllegalArgumentException().isThrownBy(() -> new Tokens(issuer, " "));
    assertThatIllegalArgumentException().isThrownBy(() -> new Tokens(issuer, "a".repeat(256)));
  }
}
