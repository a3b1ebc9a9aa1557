package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages opened by the number of the machine lead to its name, and nothing else does. */
class LocalNameTest {
  @AutoClose private final TestServer server = TestServer.start();

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8080, /, /",
    "127.0.0.1:8080, /sign-in?return_to=%2Faccount&said=x, /sign-in?return_to=%2Faccount&said=x",
    "127.0.0.1:8080, /account, /account",
    "127.0.0.1:8080, /sign-in?, /sign-in?",
    "127.0.0.1:8080, /sign-in?next=//evil.example, /sign-in?next=//evil.example",
    "127.0.0.1:8080, /sign-in?a=%0d%0aSet-Cookie:b=c, /sign-in?a=%0d%0aSet-Cookie:b=c",
    "[::1]:8080, /dev/mail, /dev/mail",
    "[::1]:8080, /docs, /docs"
  })
  void a_page_leads_to_its_namesake(String host, String target, String to) {
    var led = get(server, host, target, "text/html");

    assertThat(status(led)).isEqualTo(303);
    assertThat(header(led, "Location")).contains("http://localhost:8080" + to);
    assertThat(header(led, "Cache-Control")).contains("no-store");
    assertThat(header(led, "Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:8080",
        "127.0.0.1:9090",
        "127.0.0.1",
        "127.0.0.2:8080",
        "[::1]",
        "127.0.0.1.evil.example:8080",
        "evil.example"
      })
  void whoever_names_us_otherwise_stays(String host) {
    assertThat(status(get(server, host, "/sign-in", "text/html"))).isEqualTo(200);
  }

  @Test
  void two_names_are_refused_and_lead_nowhere() {
    assertThat(status(get(server, "127.0.0.1:8080\r\nHost: evil.example", "/sign-in", "text/html")))
        .isEqualTo(400);
    assertThat(status(get(server, "evil@127.0.0.1:8080", "/sign-in", "text/html")))
        .isNotEqualTo(303);
  }

  /** However the target is written, it leads to our own machine or nowhere. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example/sign-in",
        "/\\evil.example",
        "\\\\evil.example",
        "/sign-in\\@evil.example",
        "/%2f%2fevil.example",
        "/%5cevil.example",
        "/sign-in;@evil.example",
        "/sign-in@evil.example",
        "/.%2e/sign-in",
        "/sign-in%0d%0aLocation:%20http://evil.example",
        "@evil.example/sign-in",
        ".evil.example/sign-in",
        "http://evil.example/sign-in",
        "http://127.0.0.1:8080@evil.example/sign-in",
        "http://evil@127.0.0.1:8080/sign-in",
        "http://evil.example:8080/sign-in?x=\\\\evil.example"
      })
  void no_way_leads_out(String target) {
    var answer = get(server, "127.0.0.1:8080", target, "text/html");

    assertThat(header(answer, "Location").orElse("http://localhost:8080/"))
        .startsWith("http://localhost:8080/")
        .doesNotContain("\r", "\n");
    assertThat(header(answer, "Set-Cookie")).isEmpty();
    assertThat(status(answer)).isIn(303, 400, 404);
  }

  @Test
  void programs_and_forms_stay() {
    assertThat(status(get(server, "127.0.0.1:8080", "/", "application/json"))).isEqualTo(200);
    assertThat(status(get(server, "127.0.0.1:8080", "/api/v1/auth/me", "text/html")))
        .isEqualTo(401);
    assertThat(status(get(server, "127.0.0.1:8080", "/nothing", "text/html"))).isEqualTo(404);
    assertThat(status(ask("POST", server, "127.0.0.1:8080", "/sign-in", "text/html")))
        .isEqualTo(403);
  }

  @Test
  void where_we_are_not_called_so_nobody_is_led() {
    try (var named =
        new TestServer(new TestServer.Options().publicAt("https://auth.example.com"))) {
      var raw = new RawConnection(named.port(), any -> {});
      assertThat(status(raw.send(request("GET", "127.0.0.1", "/sign-in", "text/html"))))
          .isEqualTo(200);
    }
    try (var behind = new TestServer(new TestServer.Options().behind())) {
      assertThat(status(get(behind, "127.0.0.1:8080", "/sign-in", "text/html"))).isEqualTo(200);
    }
    try (var below = new TestServer(new TestServer.Options().basePath("/identity"))) {
      assertThat(header(get(below, "127.0.0.1:8080", "/identity/sign-in", "text/html"), "Location"))
          .contains("http://localhost:8080/identity/sign-in");
    }
  }

  private static String get(TestServer server, String host, String target, String accept) {
    return ask("GET", server, host, target, accept);
  }

  private static String ask(
      String method, TestServer server, String host, String target, String accept) {
    return new RawConnection(server.port()).send(request(method, host, target, accept));
  }

  private static String request(String method, String host, String target, String accept) {
    return "%s %s HTTP/1.1\r\nHost: %s\r\nAccept: %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        .formatted(method, target, host, accept);
  }

  private static int status(String answer) {
    return Integer.parseInt(answer.split(" ", 3)[1]);
  }

  private static Optional<String> header(String answer, String name) {
    return answer
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst();
  }
}
