package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose address counts. */
class ClientContextsTest {
  private final ClientContexts clients =
      new ClientContexts(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/33"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9 | '' | 203.0.113.9",
        "203.0.113.9 | 198.51.100.1 | 203.0.113.9",
        "10.1.2.3 | '' | 10.1.2.3",
        "10.1.2.3 | 198.51.100.1 | 198.51.100.1",
        "::ffff:10.1.2.3 | 198.51.100.1 | 198.51.100.1",
        "10.1.2.3 | 1.1.1.1, 198.51.100.1 | 198.51.100.1",
        "10.1.2.3 | 198.51.100.1, 192.0.2.7, 10.9.9.9 | 198.51.100.1",
        "10.1.2.3 | 10.4.4.4, 10.9.9.9 | 10.4.4.4",
        "10.1.2.3 | 1.1.1.1 ; 198.51.100.1 ; 10.0.0.1 | 198.51.100.1",
        "10.1.2.3 | ::ffff:198.51.100.1 | 198.51.100.1",
        "10.1.2.3 | 198.51.100.1:4711 | 198.51.100.1",
        "10.1.2.3 | [2001:db8:8000::1]:4711 | 2001:db8:8000:0:0:0:0:1",
        "2001:db8:7fff::1 | 198.51.100.1 | 198.51.100.1",
        "2001:db8:8000::1 | 198.51.100.1 | 2001:db8:8000:0:0:0:0:1",
        "10.1.2.3 | localhost | 10.1.2.3",
        "10.1.2.3 | 198.51.100.1, unknown | 10.1.2.3",
        "10.1.2.3 | 1.2.3 | 10.1.2.3",
        "10.1.2.3 | 999.1.1.1 | 10.1.2.3",
        "10.1.2.3 | ', ,' | 10.1.2.3"
      })
  void the_client_is_the_last_hop_that_is_no_proxy_of_ours(
      String peer, String forwardedFor, String client) {
    var headers = Arrays.stream(forwardedFor.split(";")).map(String::strip).toList();

    assertThat(clients.of(peer, headers, "agent", "id").address()).isEqualTo(client);
  }

  @Test
  void the_user_agent_is_cleaned_and_the_id_kept() {
    var context = clients.of("203.0.113.9", List.of(), "Mozilla\n5.0", "id-1");

    assertThat(context.userAgent()).isEqualTo("Mozilla5.0");
    assertThat(context.requestId()).isEqualTo("id-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "10.0.0.0/33",
        "10.0.0.0/",
        "10.0.0/8",
        "::/129",
        "1.2.3.4/-1",
        "g::"
      })
  void what_is_no_range_is_refused_by_the_configuration(String proxy) {
    assertThat(HttpConfig.isRange(proxy)).isFalse();
    assertThatThrownBy(() -> config("", List.of(proxy)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trusted proxies");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "10.0.0.0/8", "0.0.0.0/0", "::1", "fd00::/8", "::/0"})
  void addresses_and_ranges_are_taken(String proxy) {
    assertThat(config("", List.of(proxy)).trustedProxies()).containsExactly(proxy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "identity", "/identity/", "/a//b", "/a b", "/{x}"})
  void what_is_no_base_path_is_refused(String path) {
    assertThatThrownBy(() -> config(path, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("base path");
  }

  private static HttpConfig config(String basePath, List<String> proxies) {
    return new HttpConfig(
        "127.0.0.1",
        0,
        basePath,
        URI.create("https://auth.example.com"),
        false,
        proxies,
        64 << 10,
        Duration.ofSeconds(10),
        "1",
        "Latchkey",
        true,
        HttpConfig.SameSite.LAX,
        List.of(),
        HeaderPolicy.standard());
  }
}
