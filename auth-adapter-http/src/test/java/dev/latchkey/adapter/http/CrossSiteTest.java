package dev.latchkey.adapter.http;

import static dev.latchkey.adapter.http.TestServer.credentials;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.http.routing.Method;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may use the cookies that browsers send by themselves: a dash is a header that is not sent.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossSiteTest {
  private static final String ADA = "ada@example.com";
  private static final String OWN = "http://localhost:8080";
  private static final String LISTED = "https://app.example.com";

  private final TestServer server =
      new TestServer(new TestServer.Options().corsOrigins(LISTED, "http://localhost:5173"));

  CrossSiteTest() {
    server.signUp(ADA);
  }

  @AfterAll
  void close() {
    server.close();
  }

  /** A header by which Javalin would take another route than the one that was asked for. */
  @ParameterizedTest
  @ValueSource(strings = {"X-HTTP-Method-Override", "x-http-method-override"})
  void a_method_is_the_one_that_was_sent(String header) {
    for (var route : server.routes().all()) {
      if (route.method() != Method.GET) {
        var overridden =
            server
                .client()
                .with(header, route.method().name())
                .with("Content-Type", "application/json")
                .with("Accept", "application/json")
                .get(route.path().replaceAll("\\{[a-z_]+}", "x"));
        assertThat(overridden.status()).as(route.path()).isIn(400, 404);
        assertThat(overridden.cookies()).isEmpty();
      }
    }
    assertThat(server.client().with(header, "GET").get("/health").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "same-origin, -",
    "same-origin, " + OWN,
    "same-origin, http://127.0.0.1:8080",
    "same-site, " + LISTED,
    "cross-site, " + LISTED,
    "cross-site, http://localhost:5173",
    "-, " + OWN,
    "-, " + LISTED,
  })
  void pages_of_ours_and_of_listed_origins_may(String site, String origin) {
    outcomes(site, origin)
        .forEach((call, answer) -> assertThat(answer.status()).as(call).isBetween(200, 204));
  }

  @ParameterizedTest
  @CsvSource({
    "-, -",
    "-, null",
    "-, ''",
    "-, http://localhost",
    "-, https://localhost:8080",
    "-, http://localhost:8081",
    "-, http://LOCALHOST:8080",
    "-, http://localhost:8080/",
    "-, http://localhost:8080.evil.example",
    "-, http://evil.example",
    "-, https://app.example.com.evil.example",
    "-, https://evilapp.example.com",
    "-, https://app.example.com:443",
    "-, http://localhost:8080 http://evil.example",
    "none, -",
    "none, " + OWN,
    "none, " + LISTED,
    "same-site, -",
    "same-site, " + OWN,
    "same-site, https://other.example.com",
    "cross-site, -",
    "cross-site, null",
    "cross-site, " + OWN,
    "cross-site, http://evil.example",
    "Same-Origin, " + OWN,
    "same-origin;x, " + OWN,
    "'same-origin, cross-site', " + OWN,
    "'', " + OWN,
    "whatever, " + LISTED,
  })
  void all_others_may_not(String site, String origin) {
    outcomes(site, origin)
        .forEach(
            (call, answer) ->
                assertThat(answer.problem()).as(call).isEqualTo("403 cross_site_request"));
  }

  /** Nothing of this is done by a browser on its own, so nothing is checked. */
  @ParameterizedTest
  @CsvSource({"-, -", "cross-site, http://evil.example", "none, null", "whatever, -"})
  void with_tokens_in_hand_it_does_not_matter_where_one_comes_from(String site, String origin) {
    var client = from(site, origin);
    var tokens = client.post("/api/v1/auth/login", credentials(ADA));
    var body = "{\"refresh_token\":\"" + tokens.text("refresh_token") + "\"}";
    var signedIn = client.bearer(tokens.text("access_token"));

    assertThat(tokens.status()).isEqualTo(200);
    assertThat(signedIn.put("/api/v1/users/profile", "{\"name\":\"Ada\"}").status()).isEqualTo(200);
    assertThat(client.post("/api/v1/auth/refresh", body).status()).isEqualTo(200);
    assertThat(client.post("/api/v1/auth/logout", body).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({"-, -", "cross-site, http://evil.example", "none, -", "cross-site, -"})
  void what_changes_nothing_may_come_from_anywhere(String site, String origin) {
    var cookie = "__Host-access=" + server.browserOf(ADA).cookie("__Host-access");
    var client = from(site, origin).with("Cookie", cookie);

    assertThat(client.get("/api/v1/auth/me").status()).isEqualTo(200);
    assertThat(client.send("HEAD", "/api/v1/auth/me", BodyPublishers.noBody()).status())
        .isEqualTo(200);
  }

  @Test
  void a_refused_request_has_done_nothing() {
    var browser = server.browserOf(ADA);
    var evil =
        from("cross-site", "http://evil.example")
            .with(
                "Cookie",
                "__Host-access=%s; __Host-refresh=%s"
                    .formatted(browser.cookie("__Host-access"), browser.cookie("__Host-refresh")));

    var refused = evil.post("/api/v1/auth/logout");
    assertThat(refused.problem()).isEqualTo("403 cross_site_request");
    assertThat(refused.cookies()).isEmpty();
    assertThat(evil.post("/api/v1/auth/refresh").cookies()).isEmpty();
    assertThat(evil.post("/api/v1/auth/logout-all").status()).isEqualTo(403);

    assertThat(browser.get("/api/v1/auth/me").status()).isEqualTo(200);
    assertThat(browser.post("/api/v1/auth/refresh").status()).isEqualTo(200);
  }

  @Test
  void two_origins_are_none() {
    var client = server.client().with("Origin", OWN).with("Origin", OWN);

    assertThat(
            client
                .with("X-Auth-Transport", "cookie")
                .post("/api/v1/auth/login", credentials(ADA))
                .problem())
        .isEqualTo("403 cross_site_request");
  }

  /** Everything that uses or sets cookies, with cookies that are good. */
  private Map<String, Answer> outcomes(String site, String origin) {
    var calls = new LinkedHashMap<String, Function<Client, Answer>>();
    calls.put("change", client -> client.put("/api/v1/users/profile", "{\"name\":\"Ada\"}"));
    calls.put("login", client -> login(from(site, origin)));
    calls.put("refresh", client -> client.post("/api/v1/auth/refresh"));
    calls.put("logout", client -> client.post("/api/v1/auth/logout"));
    calls.put("logout everywhere", client -> client.post("/api/v1/auth/logout-all"));
    var answers = new LinkedHashMap<String, Answer>();
    calls.forEach((name, call) -> answers.put(name, call.apply(signedIn(name, site, origin))));
    return answers;
  }

  private Client signedIn(String call, String site, String origin) {
    var browser = server.browserOf(ADA);
    var name = call.equals("refresh") ? "__Host-refresh" : "__Host-access";
    return from(site, origin).with("Cookie", name + "=" + browser.cookie(name));
  }

  private static Answer login(Client client) {
    return client.with("X-Auth-Transport", "cookie").post("/api/v1/auth/login", credentials(ADA));
  }

  private Client from(String site, String origin) {
    var client = server.client();
    var sited = site.equals("-") ? client : client.with("Sec-Fetch-Site", site);
    return origin.equals("-") ? sited : sited.with("Origin", origin);
  }
}
