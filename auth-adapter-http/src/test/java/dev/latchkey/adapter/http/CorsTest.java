package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testkit.requirement.Requirement;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages of other origins may read our answers: the listed ones, to the letter. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorsTest {
  private static final String LISTED = "https://app.example.com";
  private static final String PROFILE = "/api/v1/users/profile";
  private static final String JWKS = "/.well-known/jwks.json";

  private final TestServer server =
      new TestServer(new TestServer.Options().corsOrigins(LISTED, "http://localhost:5173"));

  @AfterAll
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {LISTED, "http://localhost:5173"})
  @Requirement("S2-18")
  void a_listed_origin_may_ask_before_and_read_after(String origin) {
    var preflight = preflight(origin, PROFILE, "PUT");

    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.body()).isEmpty();
    assertThat(preflight.header("Access-Control-Allow-Origin")).contains(origin);
    assertThat(preflight.header("Access-Control-Allow-Credentials")).contains("true");
    assertThat(preflight.header("Access-Control-Allow-Methods"))
        .contains("GET, PUT, HEAD, OPTIONS");
    assertThat(preflight.header("Access-Control-Allow-Headers"))
        .contains("authorization, content-type, x-auth-transport, x-device-token");
    assertThat(preflight.header("Access-Control-Max-Age")).contains("600");
    assertThat(preflight.header("Vary")).contains("Origin");

    for (var path : List.of("/health", PROFILE, "/nothing")) {
      var answer = from(origin).get(path);
      assertThat(answer.header("Access-Control-Allow-Origin")).as(path).contains(origin);
      assertThat(answer.header("Access-Control-Allow-Credentials")).as(path).contains("true");
      assertThat(answer.header("Access-Control-Expose-Headers"))
          .contains("X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, X-Device-Token");
      assertThat(answer.header("Vary")).contains("Origin");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "*",
        "",
        "https://app.example.com/",
        "https://app.example.com:443",
        "https://app.example.com:8443",
        "http://app.example.com",
        "https://APP.example.com",
        "HTTPS://app.example.com",
        "https://app.example.com.evil.example",
        "https://app.example.comevil.example",
        "https://evilapp.example.com",
        "https://evil.app.example.com",
        "https://example.com",
        "https://app.example.com@evil.example",
        "https://evil.example/https://app.example.com",
        "https://app_example.com",
        "https://appxexample.com",
        "https://app.example.com https://evil.example",
        "https://app.example.com, http://localhost:5173",
        "http://localhost",
        "http://localhost:51730",
        "http://localhost:8080",
        "file://"
      })
  void any_other_origin_is_told_nothing(String origin) {
    var preflight = preflight(origin, PROFILE, "PUT");
    assertThat(preflight.status()).isEqualTo(204);
    assertSilent(preflight);
    assertSilent(from(origin).get("/health"));
    assertSilent(from(origin).get(PROFILE));
    assertSilent(from(origin).post("/api/v1/auth/login", "{"));
  }

  @Test
  void two_origins_are_none() {
    assertSilent(from(LISTED).with("Origin", LISTED).get("/health"));
  }

  @Test
  void answers_differ_by_origin_and_say_so_also_without_one() {
    assertThat(server.client().get("/health").header("Vary")).contains("Origin");
    assertSilent(server.client().get("/health"));
  }

  @Test
  void what_the_server_refuses_before_any_route_can_be_read_too() {
    var answer =
        new RawConnection(server.port())
            .send(
                "GET /%%c3%%28 HTTP/1.1\r\nHost: localhost\r\nOrigin: %s\r\n".formatted(LISTED)
                    + "Connection: close\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .contains("Access-Control-Allow-Origin: " + LISTED)
        .contains("Vary: Origin");
  }

  @Test
  void a_path_that_is_nobodys_answers_no_preflight() {
    var preflight = preflight(LISTED, "/nothing", "GET");

    assertThat(preflight.status()).isEqualTo(404);
    assertThat(preflight.header("Access-Control-Allow-Methods")).isEmpty();
  }

  @Test
  void options_that_ask_for_no_method_are_no_preflight() {
    var answer = from(LISTED).send("OPTIONS", PROFILE, BodyPublishers.noBody());

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Allow")).contains("GET, PUT, HEAD, OPTIONS");
    assertThat(answer.header("Access-Control-Allow-Methods")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {LISTED, "https://anybody.example", "null"})
  void the_keys_are_for_pages_of_any_origin_without_credentials(String origin) {
    for (var answer : List.of(from(origin).get(JWKS), preflight(origin, JWKS, "GET"))) {
      assertThat(answer.status()).isBetween(200, 204);
      assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
      assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
      assertThat(answer.header("Vary")).isEmpty();
    }
    assertThat(preflight(origin, JWKS, "GET").header("Access-Control-Allow-Methods"))
        .contains("GET, HEAD, OPTIONS");
  }

  @Test
  void without_a_list_nothing_is_said_to_anybody() {
    try (var plain = TestServer.start()) {
      var answer = plain.client().with("Origin", "http://localhost:8080").get("/health");
      assertSilent(answer);
      assertThat(answer.header("Vary")).isEmpty();
      assertThat(plain.client().get(JWKS).header("Access-Control-Allow-Origin")).contains("*");
    }
  }

  private Client from(String origin) {
    return server.client().with("Origin", origin);
  }

  private Answer preflight(String origin, String path, String method) {
    return from(origin)
        .with("Access-Control-Request-Method", method)
        .with("Access-Control-Request-Headers", "content-type,x-auth-transport")
        .send("OPTIONS", path, BodyPublishers.noBody());
  }

  private static void assertSilent(Answer answer) {
    assertThat(answer.response().headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
  }
}
