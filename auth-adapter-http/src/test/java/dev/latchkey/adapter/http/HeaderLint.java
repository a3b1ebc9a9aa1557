package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Looks at every answer of every test: no answer goes without the headers that protect it. */
final class HeaderLint {
  private static final Map<String, String> FORMS =
      Map.ofEntries(
          Map.entry("X-Content-Type-Options", "nosniff"),
          Map.entry("X-Frame-Options", "DENY"),
          Map.entry("X-XSS-Protection", "0"),
          Map.entry("Referrer-Policy", "no-referrer|same-origin"),
          Map.entry("Permissions-Policy", ".*camera=\\(\\).*geolocation=\\(\\).*"),
          Map.entry("Cross-Origin-Opener-Policy", "same-origin"),
          Map.entry("Cross-Origin-Resource-Policy", "same-origin|cross-origin"),
          Map.entry("X-Request-Id", "[0-9a-f-]{36}"),
          Map.entry("Cache-Control", "no-store|public, max-age=[0-9]+(, immutable)?"));

  private static final List<String> IN_EVERY_POLICY =
      List.of("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action ");

  /** What says which software answers. */
  private static final List<String> NEVER = List.of("Server", "X-Powered-By", "Via");

  private static final String HSTS = "max-age=31536000; includeSubDomains";

  private final boolean https;

  /**
   * @param https whether the outside world reaches the server by TLS
   */
  HeaderLint(boolean https) {
    this.https = https;
  }

  /**
   * @param values all values of a header
   */
  void check(Function<String, List<String>> values) {
    FORMS.forEach((name, form) -> assertThat(one(values, name)).as(name).matches(form));
    assertThat(one(values, "Content-Security-Policy"))
        .contains(IN_EVERY_POLICY)
        .doesNotContain("'unsafe-eval'", "script-src 'unsafe-inline'", "*");
    assertThat(values.apply("Strict-Transport-Security"))
        .isEqualTo(https ? List.of(HSTS) : List.of());
    NEVER.forEach(name -> assertThat(values.apply(name)).as(name).isEmpty());
  }

  private static String one(Function<String, List<String>> values, String name) {
    assertThat(values.apply(name)).as(name).hasSize(1);
    return values.apply(name).getFirst();
  }
}
