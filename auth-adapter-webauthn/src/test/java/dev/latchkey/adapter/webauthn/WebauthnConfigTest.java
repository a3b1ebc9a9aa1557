package dev.latchkey.adapter.webauthn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.adapter.webauthn.WebauthnConfig.Algorithm;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebauthnConfigTest {
  @Test
  void a_relying_party_is_a_host_name() {
    for (var id :
        List.of("example.org", "login.example.org", "localhost", "xn--bcher-kva.example")) {
      assertThat(WebauthnConfig.isRelyingParty(id)).as(id).isTrue();
    }
  }

  @Test
  void an_address_a_top_level_domain_or_an_origin_is_no_relying_party() {
    for (var id :
        List.of(
            "",
            "org",
            "127.0.0.1",
            "[::1]",
            "Example.org",
            "example.org.",
            ".example.org",
            "example..org",
            "-a.example",
            "https://example.org",
            "example.org:443",
            "bücher.example",
            "a".repeat(64) + ".example",
            "a.".repeat(130) + "example")) {
      assertThat(WebauthnConfig.isRelyingParty(id)).as(id).isFalse();
    }
  }

  @Test
  void a_relying_party_covers_its_host_and_those_below_it() {
    for (var origin :
        List.of(
            "https://example.org",
            "https://login.example.org",
            "https://a.b.example.org",
            "https://example.org:8443")) {
      assertThat(WebauthnConfig.covers("example.org", origin)).as(origin).isTrue();
    }
    assertThat(WebauthnConfig.covers("localhost", "http://localhost:8080")).isTrue();
    assertThat(WebauthnConfig.covers("localhost", "http://app.localhost")).isFalse();
  }

  @Test
  void it_covers_nothing_that_only_looks_like_it() {
    for (var origin :
        List.of(
            "https://evilexample.org",
            "https://example.org.evil.example",
            "https://org",
            "http://example.org",
            "https://example.org:443",
            "https://example.org/",
            "https://example.org?",
            "https://user@example.org",
            "https://EXAMPLE.org",
            "https://example.org.",
            "https://.example.org",
            "ftp://example.org",
            "example.org",
            "null",
            "*",
            "")) {
      assertThat(WebauthnConfig.covers("example.org", origin)).as(origin).isFalse();
    }
  }

  @Test
  void what_cannot_be_used_is_refused() {
    var origins = Set.of("https://example.org");

    assertRefused("org", "Example", origins);
    assertRefused("example.org", " ", origins);
    assertRefused("example.org", "Exa\nmple", origins);
    assertRefused("example.org", "Example", Set.of());
    assertRefused("example.org", "Example", Set.of("https://other.example"));
    assertRefused("login.example.org", "Example", origins);
    assertThat(WebauthnConfig.standard("example.org", "Example", origins).algorithms())
        .containsExactly(Algorithm.ES256, Algorithm.EDDSA, Algorithm.RS256);
  }

  private static void assertRefused(String rpId, String name, Set<String> origins) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebauthnConfig.standard(rpId, name, origins));
  }

  @Test
  void some_time_and_some_algorithm_are_needed() {
    var origins = Set.of("https://example.org");
    var minute = Duration.ofMinutes(1);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new WebauthnConfig(
                    "example.org", "E", origins, Duration.ZERO, List.of(Algorithm.ES256)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WebauthnConfig("example.org", "E", origins, minute, List.of()));
    assertThat(new WebauthnConfig("example.org", "E", origins, minute, List.of(Algorithm.ES512)))
        .isNotNull();
  }
}
