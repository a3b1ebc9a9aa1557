package dev.latchkey.adapter.http;

import static dev.latchkey.adapter.http.TestServer.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.HealthCheck;
import dev.latchkey.testkit.requirement.Requirement;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is not told: to strangers, in answers, in logs. */
class SilenceTest {
  private static final String KNOWN = "ada@example.com";
  private static final String STRANGER = "eve@example.com";

  private final TestServer server =
      new TestServer(
          new TestServer.Options()
              .check(
                  new HealthCheck(
                      "database",
                      () -> {
                        throw new IllegalStateException("secret of the database");
                      })));
  private final Client client = server.client();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void registering_a_known_address_answers_like_any_other() {
    server.signUp(KNOWN);

    var known = client.post("/api/v1/auth/register", registration(KNOWN));
    var other = client.post("/api/v1/auth/register", registration(STRANGER));

    assertThat(masked(known)).isEqualTo(masked(other)).startsWith("202");
  }

  @Test
  void signing_in_as_nobody_answers_like_a_wrong_password_and_costs_the_same() {
    server.signUp(KNOWN);
    var hasher = server.crypto.hasher();

    var before = hasher.work();
    var known = client.post("/api/v1/auth/login", credentials(KNOWN));
    var forKnown = hasher.work() - before;
    var stranger = client.post("/api/v1/auth/login", credentials(STRANGER));
    var forStranger = hasher.work() - before - forKnown;

    assertThat(masked(known)).isEqualTo(masked(stranger)).startsWith("401");
    assertThat(forStranger).isEqualTo(forKnown).isEqualTo(1);
  }

  @Test
  void each_request_has_an_id_of_its_own_that_the_client_cannot_choose() {
    var first = client.with("X-Request-Id", "mine").get("/nothing");
    var second = client.get("/nothing");

    assertThat(first.header("X-Request-Id").orElseThrow())
        .isNotEqualTo("mine")
        .isNotEqualTo(second.header("X-Request-Id").orElseThrow())
        .isEqualTo(first.text("instance"));
  }

  @Test
  void nothing_is_to_be_cached() {
    var token = server.signUp(KNOWN).text("access_token");

    assertThat(
            Stream.of(
                client.get("/"),
                client.get("/health"),
                client.get("/nothing"),
                client.get("/dev/mail"),
                client.bearer(token).get("/api/v1/auth/me"),
                client.bearer(token).post("/api/v1/auth/logout")))
        .allSatisfy(answer -> assertThat(answer.header("Cache-Control")).contains("no-store"));
  }

  @Test
  void a_bug_is_told_as_an_id_and_logged_once_under_it() {
    try (var log = new CapturedLog()) {
      var answer = client.get("/health/ready");

      assertThat(answer.problem()).isEqualTo("500 internal_error");
      assertThat(answer.body()).doesNotContain("secret", "Exception", "java", "database");
      var errors = log.lines().stream().filter(line -> line.startsWith("ERROR")).toList();
      assertThat(errors)
          .singleElement()
          .asString()
          .contains(answer.text("instance"))
          .contains("secret of the database");
    }
  }

  @Test
  @Requirement({"S0-18", "S2-67"})
  void each_request_is_one_line_of_the_log_without_anything_a_client_wrote() {
    try (var log = new CapturedLog()) {
      var tokens = server.signUp(KNOWN);
      client.post("/api/v1/auth/login", credentials(STRANGER));
      client.bearer(tokens.text("access_token")).get("/api/v1/auth/me?mail=" + KNOWN);
      client.get("/reset/super-secret-path");
      client.post(
          "/api/v1/auth/refresh", "{\"refresh_token\":\"" + tokens.text("refresh_token") + "\"}");

      var lines = log.await("dev.latchkey.http.access", 6);

      assertThat(lines).hasSize(6);
      assertThat(lines)
          .anyMatch(
              line ->
                  line.matches(
                      "INFO dev.latchkey.http.access request request_id=[0-9a-f-]{36} method=POST"
                          + " route=/api/v1/auth/login status=401 duration_ms=\\d+ bytes=\\d+"
                          + " client=127.0.0.1"))
          .anyMatch(line -> line.contains("route=/api/v1/auth/me status=200"))
          .anyMatch(line -> line.contains("route=unmatched status=404"));
      assertThat(String.join("\n", log.lines()))
          .doesNotContain(
              PASSWORD,
              KNOWN,
              STRANGER,
              "super-secret-path",
              tokens.text("access_token"),
              tokens.text("refresh_token"));
    }
  }

  @Test
  void cookies_are_not_logged() {
    // A line is written after its answer was sent: so from the first request on, and all of them.
    try (var log = new CapturedLog()) {
      server.signUp(KNOWN);
      var browser = server.browserOf(KNOWN);
      var first = List.copyOf(browser.cookies().values());
      browser.post("/api/v1/auth/refresh");
      browser.cookies().put("__Host-access", "super-secret-cookie");
      browser.get("/api/v1/auth/me");

      // Not by their number: the line of the request before may still come in.
      log.awaitText("route=/api/v1/auth/me status=401");
      assertThat(first).hasSize(3);
      assertThat(String.join("\n", log.lines()))
          .contains("route=/api/v1/auth/refresh status=200")
          .contains("route=/api/v1/auth/me status=401")
          .doesNotContain(first)
          .doesNotContain(browser.cookies().values())
          .doesNotContain("__Host-");
    }
  }

  @Test
  void what_jetty_refuses_is_logged_as_well() {
    try (var log = new CapturedLog()) {
      new RawConnection(server.port())
          .send("GET //secret HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

      assertThat(log.await("dev.latchkey.http.access", 1))
          .singleElement()
          .asString()
          .contains("route=unmatched status=400")
          .doesNotContain("secret");
    }
  }

  private static String registration(String email) {
    return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD);
  }

  private static String credentials(String email) {
    return "{\"email\":\"%s\",\"password\":\"not the password\"}".formatted(email);
  }

  /** The answer to the last byte, but for ids and times. */
  private static String masked(Answer answer) {
    var whole = answer.status() + " " + headers(answer.response().headers()) + answer.body();
    return whole
        .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID")
        .replaceAll("date=\\[[^]]*]", "date")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME");
  }

  private static List<String> headers(HttpHeaders headers) {
    return headers.map().entrySet().stream().map(Object::toString).sorted().toList();
  }
}
