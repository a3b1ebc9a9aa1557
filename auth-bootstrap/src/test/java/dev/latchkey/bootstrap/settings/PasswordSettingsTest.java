package dev.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.crypto.BreachConfig;
import dev.latchkey.bootstrap.settings.ConfigLoader.Outcome;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordSettingsTest {
  @TempDir private Path folder;

  @Test
  void nothing_set_is_eight_characters_and_nobody_is_asked() {
    var config = loaded(Map.of());

    assertThat(config.policies().password().minimum()).isEqualTo(8);
    assertThat(config.policies().password().service().words())
        .containsExactlyInAnyOrder("latchkey", "localhost");
    assertThat(config.breach()).isEmpty();
  }

  @Test
  void strict_is_fifteen_characters() {
    assertThat(minimum(Map.of("PASSWORD_POLICY", "strict"))).isEqualTo(15);
  }

  @ParameterizedTest
  @CsvSource({"standard, 8", "standard, 20", "strict, 15", "strict, 20"})
  void the_minimum_may_be_set_as_high_as_one_likes(String policy, String minimum) {
    assertThat(minimum(Map.of("PASSWORD_POLICY", policy, "PASSWORD_MIN_LENGTH", minimum)))
        .isEqualTo(Integer.parseInt(minimum));
  }

  @Test
  void strict_with_fewer_than_fifteen_characters_is_a_contradiction() {
    assertThat(refused(Map.of("PASSWORD_POLICY", "strict", "PASSWORD_MIN_LENGTH", "14")))
        .singleElement()
        .satisfies(
            fault ->
                assertThat(fault.line())
                    .startsWith("PASSWORD_MIN_LENGTH: ")
                    .contains("15 characters", "PASSWORD_POLICY=strict"));
  }

  @Test
  void the_words_of_the_service_are_its_name_its_host_and_what_is_listed() {
    var words =
        loaded(
                Map.of(
                    "APP_NAME", "Acme Portal",
                    "BASE_URL", "http://localhost:8080",
                    "PASSWORD_CONTEXT_WORDS", "Rocket Sled, Springfield ,,M\u00fcller"))
            .policies()
            .password()
            .service()
            .words();

    assertThat(words)
        .containsExactlyInAnyOrder(
            "acmeportal",
            "acme",
            "portal",
            "localhost",
            "rocketsled",
            "rocket",
            "sled",
            "springfield",
            "m\u00fcller");
  }

  @Test
  void leaked_passwords_are_looked_up_where_it_says() {
    var url = "https://api.pwnedpasswords.com/range/";

    assertThat(loaded(Map.of("PASSWORD_BREACH_URL", url)).breach())
        .contains(BreachConfig.of(URI.create("https://api.pwnedpasswords.com/range")));
    assertThat(loaded(Map.of("PASSWORD_BREACH_URL", "")).breach()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PASSWORD_POLICY, lax",
    "PASSWORD_MIN_LENGTH, 7",
    "PASSWORD_MIN_LENGTH, 65",
    "PASSWORD_BREACH_URL, http://api.example.com/range",
    "PASSWORD_BREACH_URL, https://me:canary@api.example.com/range",
    "PASSWORD_BREACH_URL, canary",
  })
  void what_makes_no_sense_is_refused_and_not_repeated(String name, String value) {
    assertThat(refused(Map.of(name, value)))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.setting()).isEqualTo(name);
              assertThat(fault.line()).doesNotContain("canary", "api.example.com");
            });
  }

  private int minimum(Map<String, String> settings) {
    return loaded(settings).policies().password().minimum();
  }

  private AuthConfig loaded(Map<String, String> settings) {
    var outcome = ConfigLoader.load(settings, folder, null);
    assertThat(outcome).isInstanceOf(Outcome.Loaded.class);
    return ((Outcome.Loaded) outcome).config();
  }

  private List<Fault> refused(Map<String, String> settings) {
    var outcome = ConfigLoader.load(settings, folder, null);
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused) outcome).faults();
  }
}
