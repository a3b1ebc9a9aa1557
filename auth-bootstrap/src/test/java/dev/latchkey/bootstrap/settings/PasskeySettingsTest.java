package dev.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.webauthn.WebauthnConfig;
import dev.latchkey.bootstrap.settings.ConfigLoader.Outcome;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasskeySettingsTest {
  private static final Map<String, String> PUBLIC =
      Map.of(
          "HOST", "0.0.0.0",
          "BASE_URL", "https://auth.example.com",
          "SECRET_KEY", "q8Zr2Lw0xV5tYb7NcD3fGh6JkM9pQsRu1A4eXo",
          "SMTP_URL", "smtp://mail.example.com");

  @TempDir private Path folder;

  @Test
  void passkeys_belong_to_our_host_when_nothing_is_set() {
    assertThat(passkeys(Map.of()))
        .hasValueSatisfying(
            it -> {
              assertThat(it.rpId()).isEqualTo("localhost");
              assertThat(it.rpName()).isEqualTo("Latchkey");
              assertThat(it.origins()).containsExactly("http://localhost:8080");
            });
  }

  @Test
  void what_is_set_holds() {
    var set =
        publicly(
            Map.of(
                "RP_ID", "Example.com",
                "RP_NAME", "Example & Sons",
                "PASSKEY_ORIGINS", "https://app.example.com, https://example.com:8443"));

    assertThat(passkeys(set))
        .contains(
            WebauthnConfig.standard(
                "example.com",
                "Example & Sons",
                Set.of("https://app.example.com", "https://example.com:8443")));
  }

  @Test
  void pages_of_the_front_end_may_ask_when_its_host_is_covered() {
    var apart = Map.of("FRONTEND_URL", "https://app.example.com:443/start");
    var below = Map.of("FRONTEND_URL", "https://app.example.com:443/start", "RP_ID", "example.com");

    assertThat(origins(publicly(apart))).containsExactly("https://auth.example.com");
    assertThat(origins(publicly(below)))
        .containsExactlyInAnyOrder("https://auth.example.com", "https://app.example.com");
  }

  @Test
  void a_server_that_has_an_address_for_a_host_has_no_passkeys() {
    assertThat(passkeys(Map.of("BASE_URL", "http://127.0.0.1:8080"))).isEmpty();
    assertThat(passkeys(Map.of("BASE_URL", "http://[::1]:8080"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "RP_ID, com, RP_ID",
    "RP_ID, 192.0.2.1, RP_ID",
    "RP_ID, https://example.com, RP_ID",
    "RP_ID, example.org, RP_ID",
    "RP_ID, evil-example.com, RP_ID",
    "RP_ID, deep.auth.example.com, RP_ID",
    "PASSKEY_ORIGINS, https://app.example.com, PASSKEY_ORIGINS",
    "PASSKEY_ORIGINS, http://auth.example.com, PASSKEY_ORIGINS",
    "PASSKEY_ORIGINS, https://auth.example.com/, PASSKEY_ORIGINS",
    "PASSKEY_ORIGINS, *, PASSKEY_ORIGINS",
  })
  void what_no_browser_would_accept_is_refused(String name, String value, String told) {
    var outcome = ConfigLoader.load(publicly(Map.of(name, value)), folder, null);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            it -> assertThat(it.faults()).extracting(Fault::setting).containsExactly(told));
  }

  @Test
  void origins_are_of_no_use_where_nothing_covers_them() {
    var set =
        Map.of(
            "BASE_URL", "http://127.0.0.1:8080",
            "PASSKEY_ORIGINS", "http://localhost:3000");

    assertThat(ConfigLoader.load(set, folder, null)).isInstanceOf(Outcome.Refused.class);
    assertThat(origins(Map.of("PASSKEY_ORIGINS", "http://localhost:3000")))
        .containsExactly("http://localhost:3000");
  }

  private static Map<String, String> publicly(Map<String, String> settings) {
    var all = new HashMap<>(PUBLIC);
    all.putAll(settings);
    return all;
  }

  private List<String> origins(Map<String, String> settings) {
    return passkeys(settings).stream().flatMap(it -> it.origins().stream()).toList();
  }

  private Optional<WebauthnConfig> passkeys(Map<String, String> settings) {
    var outcome = ConfigLoader.load(settings, folder, null);
    assertThat(outcome).isInstanceOf(Outcome.Loaded.class);
    return ((Outcome.Loaded) outcome).config().passkeys();
  }
}
