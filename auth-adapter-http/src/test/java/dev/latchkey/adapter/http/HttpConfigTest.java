package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.adapter.http.HttpConfig.SameSite;
import dev.latchkey.domain.kernel.Language;
import dev.latchkey.testkit.requirement.Requirement;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told, and what nobody may configure. */
class HttpConfigTest {
  private final HttpConfig usual = standard(false);

  @Test
  @Requirement("S4-20")
  void cookies_are_secure_unless_the_server_is_for_its_developer_alone() {
    assertThat(usual.cookieSecure()).isTrue();
    assertThatThrownBy(() -> usual.withBrowsers(false, SameSite.LAX, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cookies without TLS");
    assertThat(standard(true).withBrowsers(false, SameSite.LAX, List.of()).cookieSecure())
        .isFalse();
  }

  @Test
  void what_is_changed_with_a_word_leaves_all_else_as_it_was() {
    var headers = new HeaderPolicy(Duration.ofDays(1), false, HeaderPolicy.XssFilter.BLOCK);
    var changed =
        usual
            .withTrustedProxies(List.of("10.0.0.1"))
            .withBrowsers(true, SameSite.STRICT, List.of("https://app.example.com"))
            .withHeaders(headers)
            .withLanguages(Set.of(new Language("de")));

    assertThat(changed.trustedProxies()).containsExactly("10.0.0.1");
    assertThat(changed.headers()).isEqualTo(headers);
    assertThat(changed.languages()).containsExactly(new Language("de"));
    assertThat(changed.cookieSameSite()).isEqualTo(SameSite.STRICT);
    assertThat(changed.corsOrigins()).containsExactly("https://app.example.com");
    assertThat(changed)
        .usingRecursiveComparison()
        .ignoringFields("trustedProxies", "cookieSameSite", "corsOrigins", "headers", "languages")
        .isEqualTo(usual);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.com",
        "https://app.example.com:8443",
        "http://localhost:5173",
        "http://127.0.0.1:3000",
        "http://[::1]:3000",
        "https://xn--bcher-kva.example",
        "https://localhost"
      })
  void an_origin_is_taken_as_browsers_write_it(String origin) {
    var config = usual.withBrowsers(true, SameSite.LAX, List.of(origin));

    assertThat(config.corsOrigins()).containsExactly(origin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "null",
        "https://*.example.com",
        "app.example.com",
        "http://[:1]:3000",
        "//app.example.com",
        "https://app.example.com/",
        "https://app.example.com/path",
        "https://app.example.com?q",
        "https://app.example.com#f",
        "https://APP.example.com",
        "HTTPS://app.example.com",
        "https://app.example.com:443",
        "http://app.example.com:80",
        "https://app.example.com:",
        "https://app.example.com:0",
        "https://app.example.com:08443",
        "https://app.example.com:65536",
        "https://user@app.example.com",
        "https://app.example.com, https://b.example.com",
        " https://app.example.com",
        "https://app.example.com\n",
        "https://b\u00fccher.example",
        "https://app..example.com",
        "https://-",
        "https://[::1",
        "ftp://app.example.com",
        "file://",
        "https://"
      })
  void what_no_browser_would_write_is_refused(String origin) {
    assertThat(HttpConfig.isOrigin(origin)).isFalse();
    assertThatThrownBy(() -> usual.withBrowsers(true, SameSite.LAX, List.of(origin)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CORS origins");
  }

  @ParameterizedTest
  @CsvSource({
    "https://auth.example.com, https://auth.example.com",
    "HTTPS://Auth.Example.com:443/identity, https://auth.example.com",
    "http://localhost:80, http://localhost",
    "https://localhost:80, https://localhost:80",
    "http://localhost:8080/identity, http://localhost:8080",
    "http://[::1]:8080, http://[::1]:8080"
  })
  void a_base_url_has_an_origin(URI url, String origin) {
    assertThat(Origin.of(url)).isEqualTo(origin);
  }

  private static HttpConfig standard(boolean local) {
    var url = URI.create(local ? "http://localhost:8080" : "https://auth.example.com");
    return HttpConfig.standard("127.0.0.1", 0, url, local, "1", "Latchkey");
  }
}
