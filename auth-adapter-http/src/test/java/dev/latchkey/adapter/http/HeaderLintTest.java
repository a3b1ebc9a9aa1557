package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the lint sees what it is there for. */
class HeaderLintTest {
  private static final String POLICY =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final Map<String, String> GOOD =
      Map.ofEntries(
          Map.entry("X-Content-Type-Options", "nosniff"),
          Map.entry("X-Frame-Options", "DENY"),
          Map.entry("X-XSS-Protection", "0"),
          Map.entry("Referrer-Policy", "no-referrer"),
          Map.entry("Permissions-Policy", "camera=(), geolocation=()"),
          Map.entry("Cross-Origin-Opener-Policy", "same-origin"),
          Map.entry("Cross-Origin-Resource-Policy", "same-origin"),
          Map.entry("X-Request-Id", "01890a5d-ac96-774b-bcce-b302099a8057"),
          Map.entry("Cache-Control", "no-store"),
          Map.entry("Content-Security-Policy", POLICY));

  private final HeaderLint lint = new HeaderLint(false);

  @Test
  void what_has_all_of_them_passes() {
    assertThatCode(() -> check(lint, GOOD)).doesNotThrowAnyException();
  }

  @Test
  void what_lacks_any_is_seen() {
    for (var name : GOOD.keySet()) {
      var less = new HashMap<>(GOOD);
      less.remove(name);
      assertThatThrownBy(() -> check(lint, less)).isInstanceOf(AssertionError.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Frame-Options | SAMEORIGIN",
        "Content-Security-Policy | default-src 'none'; base-uri 'none'; form-action 'none'",
        "Content-Security-Policy | default-src *; base-uri 'none'; frame-ancestors 'none'",
        "Referrer-Policy | unsafe-url",
        "Cache-Control | private",
        "Server | Jetty(12.1)",
        "Strict-Transport-Security | max-age=31536000; includeSubDomains"
      })
  void what_is_weaker_or_too_much_is_seen(String name, String value) {
    var other = new HashMap<>(GOOD);
    other.put(name, value);
    assertThatThrownBy(() -> check(lint, other)).isInstanceOf(AssertionError.class);
  }

  @Test
  void by_tls_the_insistence_on_it_is_not_missing() {
    assertThatThrownBy(() -> check(new HeaderLint(true), GOOD)).isInstanceOf(AssertionError.class);
  }

  private static void check(HeaderLint lint, Map<String, String> headers) {
    lint.check(
        name -> headers.containsKey(name) ? List.of(headers.getOrDefault(name, "")) : List.of());
  }
}
