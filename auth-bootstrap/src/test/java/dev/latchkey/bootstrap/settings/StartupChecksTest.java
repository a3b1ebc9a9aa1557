package dev.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.settings.ConfigLoader.Outcome;
import dev.latchkey.testkit.requirement.Requirement;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartupChecksTest {
  private static final String KEY = "q8Zr2Lw0xV5tYb7NcD3fGh6JkM9pQsRu1A4eXo";
  private static final Map<String, String> PUBLIC =
      Map.of(
          "HOST", "0.0.0.0",
          "BASE_URL", "https://auth.example.com",
          "SECRET_KEY", KEY,
          "SMTP_URL", "smtp://mail.example.com");

  @Test
  void a_public_server_with_all_it_needs_is_accepted() {
    assertThat(faults(PUBLIC, "", "")).isEmpty();
  }

  @ParameterizedTest
  @Requirement("S4-18")
  @CsvSource({
    "SECRET_KEY, '', SECRET_KEY",
    "SMTP_URL, '', SMTP_URL",
    "BASE_URL, http://auth.example.com, BASE_URL",
    "BASE_URL, '', BASE_URL",
    "BASE_URL, http://localhost:8080, BASE_URL",
    "FRONTEND_URL, http://app.example.com, FRONTEND_URL",
    "DATABASE_MIGRATION_URL, postgresql://owner:x@db/auth, DATABASE_MIGRATION_URL",
    "SESSION_IDLE_TTL, 91d, SESSION_IDLE_TTL",
    "RATE_LIMITS, off, RATE_LIMITS",
    "PASSWORD_HASH_ITERATIONS, 1, PASSWORD_HASH_ITERATIONS",
  })
  void one_unsafe_setting_is_refused(String name, String value, String told) {
    assertThat(faults(PUBLIC, name, value)).extracting(Fault::setting).contains(told);
  }

  @ParameterizedTest
  @CsvSource({
    "FRONTEND_URL, https://app.example.com/start",
    "SESSION_IDLE_TTL, 90d",
    "PASSWORD_HASH_MEMORY_KIB, 47104",
    "TRUSTED_PROXIES, 10.0.0.0/8",
    "RATE_LIMITS, on",
    "RATE_LIMIT_PER_MINUTE, 10000",
    "HOST, 127.0.0.1",
  })
  void a_safe_one_is_accepted(String name, String value) {
    assertThat(faults(PUBLIC, name, value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "HOST, 127.0.0.1, true",
    "HOST, localhost, true",
    "HOST, ::1, true",
    "BASE_URL, http://127.0.0.1:8080, true",
    "BASE_URL, http://[::1]:8080, true",
    "HOST, 0.0.0.0, false",
    "HOST, 192.0.2.1, false",
    "BASE_URL, https://auth.example.com, false",
    "BASE_URL, http://localhost.example.com, false",
    "TRUSTED_PROXIES, 127.0.0.1, false",
  })
  void only_on_loopback_and_without_proxies_is_local_mode(
      String name, String value, boolean local) {
    // What local mode spares is then missing, or not.
    var told = faults(Map.of(), name, value).stream().map(Fault::setting).toList();
    assertThat(told.contains("SMTP_URL")).isEqualTo(!local);
    assertThat(told.contains("SECRET_KEY")).isEqualTo(!local);
  }

  @Test
  void what_cannot_be_read_is_told_once_and_not_as_something_else() {
    assertThat(faults(PUBLIC, "SMTP_URL", "nonsense"))
        .extracting(Fault::setting)
        .containsExactly("SMTP_URL");
    assertThat(faults(PUBLIC, "BASE_URL", "nonsense"))
        .extracting(Fault::setting)
        .containsExactly("BASE_URL");
  }

  private static List<Fault> faults(Map<String, String> base, String name, String value) {
    var settings = new HashMap<>(base);
    settings.put(name, value);
    return switch (ConfigLoader.load(settings, Path.of("target"), null)) {
      case Outcome.Loaded loaded -> List.of();
      case Outcome.Refused refused -> refused.faults();
    };
  }
}
