package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no proper client sends: every refusal has our form, whoever in the stack it comes from. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RawRequestTest {
  private static final String END = "\r\nConnection: close\r\n\r\n";

  private final TestServer server = TestServer.start();
  private final RawConnection raw = new RawConnection(server.port());

  @AfterAll
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "//, 400",
    "//health, 400",
    "/api//v1, 400",
    "/health/../health, 404",
    "/health/%2e%2e/x, 400",
    "/api%2fv1, 400",
    "/health%00, 400",
    "/health;a=b, 404",
    "/%c3%28, 400",
    "/%ff, 400",
    "/%zz, 400",
    "/%u0041, 400",
    "/a\\b, 400",
    "/health/, 404",
    "/Health, 404",
    "/nothing, 404",
    "/health/live.css, 404",
    "/%C3%A9, 404",
    "/health, 200",
    "/health?%ff, 200",
    "http://localhost/health, 200"
  })
  void a_path_is_taken_as_it_is_or_refused(String path, int status) {
    var answer = raw.send("GET " + path + " HTTP/1.1\r\nHost: localhost" + END);

    assertForm(answer, status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /health HTTP/1.1\\r\\n | 400",
        "GET /health HTTP/1.1\\r\\nHost: \\r\\n | 400",
        "GET /health HTTP/1.1\\r\\nHost: a b\\r\\n | 400",
        "GET /health HTTP/1.1\\r\\nHost: a,b\\r\\n | 400",
        "GET /health HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n | 400",
        "GET /health HTTP/1.1\\r\\nHost: localhost:99999\\r\\n | 400",
        "GET /health HTTP/1.1\\r\\nHost: localhost\\r\\nX: a\\0b\\r\\n | 400",
        "GET /health HTTP/1.1\\r\\nHost: localhost\\r\\nX : a\\r\\n | 400",
        "GET /health HTTP/1.1\\r\\nHost: localhost\\r\\n folded: a\\r\\n | 400",
        "GET /health HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: x\\r\\n | 400",
        "GET /health HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: -1\\r\\n | 400",
        "POST /api/v1/auth/login HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 4\\r\\nContent-Length: 5\\r\\n | 400",
        "POST /api/v1/auth/login HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 4\\r\\nTransfer-Encoding: chunked\\r\\n | 400",
        "POST /api/v1/auth/login HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: gzip\\r\\n | 400",
        "G\\0T /health HTTP/1.1\\r\\nHost: localhost\\r\\n | 400",
        "GET /health HTTP/3.7\\r\\nHost: localhost\\r\\n | 400 505",
        "GET /health\\r\\nHost: localhost\\r\\n | 400 505",
        "nonsense\\r\\n | 400",
        "OPTIONS * HTTP/1.1\\r\\nHost: localhost\\r\\n | 400 404",
        "TRACE /health HTTP/1.1\\r\\nHost: localhost\\r\\n | 405",
        "FOO /health HTTP/1.1\\r\\nHost: localhost\\r\\n | 405",
        "FOO /nothing HTTP/1.1\\r\\nHost: localhost\\r\\n | 404",
        "DELETE /health HTTP/1.1\\r\\nHost: localhost\\r\\n | 405"
      })
  void what_is_not_quite_http_is_refused_in_our_form(String request, String statuses) {
    var bytes = request.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");

    var answer = raw.send(bytes + "Connection: close\r\n\r\n");

    assertThat(statuses.split(" ")).contains(Integer.toString(status(answer)));
    assertForm(answer, status(answer));
  }

  @ParameterizedTest
  @ValueSource(ints = {17_000, 64_000})
  void headers_that_are_too_large_are_431(int size) {
    var answer =
        raw.send("GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(size) + END);

    assertForm(answer, 431);
  }

  @Test
  void ten_thousand_cookies_are_431() {
    var answer =
        raw.send("GET /health HTTP/1.1\r\nHost: localhost\r\n" + "Cookie: a=b\r\n".repeat(10_000));

    assertForm(answer, 431);
  }

  @Test
  void an_address_that_is_too_long_is_414() {
    var answer = raw.send("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost" + END);

    assertForm(answer, 414);
  }

  @Test
  void a_body_that_says_it_is_too_large_is_413_before_it_is_sent() {
    var answer = raw.send(login("Content-Length: 1073741824") + "{");

    assertForm(answer, 413);
  }

  @Test
  void an_endless_chunked_body_is_413_when_the_limit_is_passed() {
    var chunk = ("2000\r\n" + " ".repeat(0x2000) + "\r\n").getBytes(StandardCharsets.US_ASCII);

    var answer =
        raw.send(
            out -> {
              out.write(login("Transfer-Encoding: chunked").getBytes(StandardCharsets.US_ASCII));
              for (var i = 0; i < 10_000; i++) {
                out.write(chunk);
              }
            });

    assertForm(answer, 413);
  }

  @Test
  void a_chunked_body_within_the_limit_is_read() {
    var answer =
        raw.send(
            login("Connection: close\r\nTransfer-Encoding: chunked")
                + "1e\r\n{\"email\":\"a@b.cd\",\"password\":\"\r\n2\r\n\"}\r\n0\r\n\r\n");

    assertForm(answer, 401);
    assertThat(answer).contains("invalid_credentials");
  }

  @Test
  void a_chunk_that_is_none_is_400() {
    assertForm(raw.send(login("Transfer-Encoding: chunked") + "zz\r\n{}\r\n0\r\n\r\n"), 400);
  }

  @Test
  void nothing_is_said_about_the_software() {
    var fine = raw.send("GET /health HTTP/1.1\r\nHost: localhost" + END);
    var refused = raw.send("GET // HTTP/1.1\r\nHost: localhost" + END);

    assertThat(fine + refused).doesNotContainIgnoringCase("jetty").doesNotContain("Server:");
    assertThat(fine + refused).doesNotContainIgnoringCase("javalin").doesNotContain("X-Powered-By");
  }

  private static String login(String header) {
    return "POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\n"
        + "Content-Type: application/json\r\n"
        + header
        + "\r\n\r\n";
  }

  private static int status(String answer) {
    assertThat(answer).startsWith("HTTP/1.");
    return Integer.parseInt(answer.substring(9, 12));
  }

  private static void assertForm(String answer, int status) {
    assertThat(answer).startsWith("HTTP/1.");
    assertThat(status(answer)).as(answer).isEqualTo(status);
    var type = status < 400 ? "application/json" : "application/problem+json";
    assertThat(answer.toLowerCase(Locale.ROOT))
        .contains("content-type: " + type)
        .contains("cache-control: no-store")
        .contains("x-request-id: ");
    if (status >= 400) {
      var id = answer.replaceAll("(?s).*X-Request-Id: ([0-9a-f-]+).*", "$1");
      assertThat(answer).contains("\"instance\":\"" + id + "\"").contains("\"status\":" + status);
    }
  }
}
