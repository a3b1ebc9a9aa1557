package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.adapter.http.page.Looks;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose address counts. */
class ClientAddressesTest {
  private static final List<String> NONE = List.of();

  private final ClientAddresses clients =
      new ClientAddresses(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/33"));

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

    assertThat(clients.of(peer, NONE, headers).text()).isEqualTo(client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9 | for=198.51.100.1 | 203.0.113.9",
        "10.1.2.3 | for=198.51.100.1 | 198.51.100.1",
        "10.1.2.3 | For=198.51.100.1;Proto=https;by=10.1.2.3;host=\"a,b;c\" | 198.51.100.1",
        "10.1.2.3 | proto=https ; for=198.51.100.1 | 198.51.100.1",
        "10.1.2.3 | for=\"198.51.100.1:4711\" | 198.51.100.1",
        "10.1.2.3 | for=198.51.100.1:4711 | 198.51.100.1",
        "10.1.2.3 | for=\"198.51.100.1:_port\" | 198.51.100.1",
        "10.1.2.3 | for=\"198.51.100\\.1\" | 198.51.100.1",
        "10.1.2.3 | for=\"[2001:db8:8000::1]:4711\" | 2001:db8:8000:0:0:0:0:1",
        "10.1.2.3 | for=\"[2001:db8:8000::1]\" | 2001:db8:8000:0:0:0:0:1",
        "10.1.2.3 | for=[2001:db8:8000::1] | 2001:db8:8000:0:0:0:0:1",
        "10.1.2.3 | for=\"[::ffff:198.51.100.1]\" | 198.51.100.1",
        "10.1.2.3 | for=1.1.1.1, for=198.51.100.1, for=10.9.9.9 | 198.51.100.1",
        "10.1.2.3 | for=1.1.1.1 + for=198.51.100.1;by=_x | 198.51.100.1",
        "10.1.2.3 | for=unknown | 10.1.2.3",
        "10.1.2.3 | for=_hidden | 10.1.2.3",
        "10.1.2.3 | for=198.51.100.1, for=_hidden | 10.1.2.3",
        "10.1.2.3 | for=_hidden, for=198.51.100.1 | 198.51.100.1",
        "10.1.2.3 | for=198.51.100.1, proto=https | 10.1.2.3",
        "10.1.2.3 | for=198.51.100.1, | 10.1.2.3",
        "10.1.2.3 | for=198.51.100.1;for=198.51.100.2 | 10.1.2.3",
        "10.1.2.3 | \"for=198.51.100.1\" | 10.1.2.3",
        "10.1.2.3 | for=\"198.51.100.1 | 10.1.2.3",
        "10.1.2.3 | for=\"x, for=198.51.100.1 | 10.1.2.3",
        "10.1.2.3 | for = 198.51.100.1 | 10.1.2.3",
        "10.1.2.3 | for=localhost | 10.1.2.3",
        "10.1.2.3 | for= | 10.1.2.3",
        "10.1.2.3 | '' | 10.1.2.3",
      })
  void the_standard_header_is_read_as_strictly(String peer, String forwarded, String client) {
    var headers = Arrays.stream(forwarded.split("\\+")).map(String::strip).toList();

    assertThat(clients.of(peer, headers, NONE).text()).isEqualTo(client);
  }

  @Test
  void two_headers_that_tell_two_stories_tell_none() {
    var one = List.of("198.51.100.1");

    assertThat(clients.of("10.1.2.3", List.of("for=198.51.100.1"), one).text())
        .isEqualTo("198.51.100.1");
    for (var other : List.of("for=198.51.100.2", "for=_x", "nonsense=\"", "")) {
      assertThat(clients.of("10.1.2.3", List.of(other), one).text()).isEqualTo("10.1.2.3");
    }
    assertThat(clients.of("10.1.2.3", List.of("for=198.51.100.1"), List.of("")).text())
        .isEqualTo("10.1.2.3");
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.9, 203.0.113.9",
    "::ffff:203.0.113.9, 203.0.113.9",
    "2001:db8:8000:1::1, 2001:db8:8000:1:0:0:0:0/64",
    "2001:DB8:8000:1:ffff::, 2001:db8:8000:1:0:0:0:0/64",
    "2001:db8:8000:2::1, 2001:db8:8000:2:0:0:0:0/64",
    "fe80::1%eth0, fe80:0:0:0:0:0:0:0/64",
    "fe80::2%7, fe80:0:0:0:0:0:0:0/64",
    "@socket, @socket"
  })
  void limits_tell_clients_apart_by_what_they_have_to_themselves(String peer, String key) {
    assertThat(clients.of(peer, NONE, NONE).key()).isEqualTo(key);
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
        HeaderPolicy.standard(),
        RatePolicy.standard(),
        Set.of(),
        Looks.ours());
  }
}
