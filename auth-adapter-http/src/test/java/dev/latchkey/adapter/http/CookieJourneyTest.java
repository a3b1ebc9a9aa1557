package dev.latchkey.adapter.http;

import static dev.latchkey.adapter.http.TestServer.PASSWORD;
import static dev.latchkey.adapter.http.TestServer.credentials;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.http.HttpConfig.SameSite;
import dev.latchkey.testkit.requirement.Requirement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a browser lives through whose tokens are in cookies, where no script can read them. */
class CookieJourneyTest {
  private static final String ADA = "ada@example.com";
  private static final String EVE = "eve@example.com";
  private static final String ACCESS = "__Host-access";
  private static final String REFRESH = "__Host-refresh";
  private static final String DEVICE = "__Host-device";
  private static final String CONTINUATION = "__Host-continuation";

  private final TestServer server = TestServer.start();
  private final Browser browser = server.browser();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  @Requirement({"S2-62", "S4-01", "S4-30"})
  void from_the_first_request_to_the_last_no_body_carries_a_secret() {
    journey(server, browser, "__Host-");
  }

  @Test
  @Requirement("S4-20")
  void without_tls_the_cookies_have_plain_names_and_do_the_same() {
    var options = new TestServer.Options().cookies(false, SameSite.LAX);
    try (var plain = new TestServer(options)) {
      journey(plain, plain.browser(), "");
    }
  }

  /** The lint of the client looks at every body on the way. */
  private static void journey(TestServer server, Browser browser, String prefix) {
    var registered = browser.ask("/api/v1/auth/register", "{\"email\":\"" + ADA + "\"}");
    var id = registered.text("registration_id");
    assertThat(browser.cookies()).isEmpty();

    var proven = browser.ask("/api/v1/auth/verify-email", verification(id, server.codeFor(ADA)));
    assertThat(proven.status()).isEqualTo(200);
    assertThat(proven.json().has("continuation")).isFalse();
    assertThat(maxAge(proven, prefix + "continuation")).isEqualTo(1800);

    var weak = browser.ask("/api/v1/auth/register/password", completion(id, "short"));
    assertThat(weak.problem()).isEqualTo("422 invalid_fields");
    var completed = browser.ask("/api/v1/auth/register/password", completion(id, PASSWORD));
    assertThat(completed.status()).isEqualTo(201);
    assertThat(completed.json().has("access_token")).isFalse();
    assertThat(completed.json().has("refresh_token")).isFalse();
    assertThat(completed.text("session_id")).isNotEmpty();
    assertThat(maxAge(completed, prefix + "access"))
        .isEqualTo(completed.json().path("expires_in").asLong())
        .isEqualTo(900);
    assertThat(maxAge(completed, prefix + "refresh"))
        .isEqualTo(completed.json().path("refresh_expires_in").asLong())
        .isEqualTo(2_592_000);
    assertThat(browser.cookies())
        .containsOnlyKeys(prefix + "access", prefix + "refresh", prefix + "device");

    assertThat(browser.get("/api/v1/auth/me").text("session_id"))
        .isEqualTo(completed.text("session_id"));
    var before = browser.cookie(prefix + "refresh");
    assertThat(browser.post("/api/v1/auth/refresh").status()).isEqualTo(200);
    assertThat(browser.cookie(prefix + "refresh")).isNotEqualTo(before);
    assertThat(browser.get("/api/v1/users/sessions").json().path("items")).hasSize(1);

    assertThat(browser.post("/api/v1/auth/logout").status()).isEqualTo(204);
    assertThat(browser.cookies()).containsOnlyKeys(prefix + "device");
    assertThat(browser.get("/api/v1/auth/me").problem()).isEqualTo("401 unauthenticated");
  }

  @Test
  void a_registration_with_a_password_ends_in_cookies_too() {
    var registered =
        browser.ask(
            "/api/v1/auth/register",
            "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(ADA, PASSWORD));

    var verified =
        browser.ask(
            "/api/v1/auth/verify-email",
            verification(registered.text("registration_id"), server.codeFor(ADA)));

    assertThat(verified.status()).isEqualTo(201);
    assertThat(verified.json().path("user").path("name").isNull()).isTrue();
    assertThat(browser.get("/api/v1/auth/me").text("email")).isEqualTo(ADA);
  }

  @Test
  @Requirement("S4-21")
  void cookies_may_be_kept_from_links_that_lead_here() {
    var options = new TestServer.Options().cookies(true, SameSite.STRICT);
    try (var strict = new TestServer(options)) {
      strict.signUp(ADA);
      var answer = strict.browser().ask("/api/v1/auth/login", credentials(ADA));

      assertThat(answer.cookies())
          .hasSize(3)
          .allSatisfy(cookie -> assertThat(cookie).endsWith("; Secure; HttpOnly; SameSite=Strict"));
    }
  }

  @Test
  void who_does_not_ask_for_cookies_gets_none() {
    server.signUp(ADA);

    var answer = browser.post("/api/v1/auth/login", credentials(ADA));

    assertThat(answer.cookies()).isEmpty();
    assertThat(answer.text("access_token")).isNotEmpty();
    assertThat(server.client().bearer(answer.text("access_token")).post("/api/v1/auth/logout"))
        .satisfies(out -> assertThat(out.cookies()).isEmpty());
  }

  @Test
  void who_renews_by_cookie_gets_cookies_asked_for_or_not() {
    server.signUp(ADA);
    var signedIn = server.browserOf(ADA);

    assertThat(signedIn.post("/api/v1/auth/refresh").json().has("refresh_token")).isFalse();
    assertThat(signedIn.ask("/api/v1/auth/refresh", "{}").status()).isEqualTo(200);
    var wantsToRead =
        page()
            .with("Cookie", REFRESH + "=" + signedIn.cookie(REFRESH))
            .with("X-Auth-Transport", "bearer")
            .post("/api/v1/auth/refresh");
    assertThat(wantsToRead.problem()).isEqualTo("400 ambiguous_credentials");
    assertThat(signedIn.post("/api/v1/auth/refresh").status()).isEqualTo(200);
  }

  @Test
  void who_has_a_refresh_token_in_hand_may_change_to_cookies() {
    var refreshToken = server.signUp(ADA).text("refresh_token");

    var answer =
        browser.ask("/api/v1/auth/refresh", "{\"refresh_token\":\"" + refreshToken + "\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(browser.get("/api/v1/auth/me").status()).isEqualTo(200);
  }

  @Test
  void a_refused_renewal_makes_the_browser_forget() {
    server.signUp(ADA);
    var signedIn = server.browserOf(ADA);
    signedIn.cookies().put(REFRESH, "lkr_garbage");

    var refused = signedIn.post("/api/v1/auth/refresh");

    assertThat(refused.problem()).isEqualTo("401 invalid_grant");
    assertThat(signedIn.cookies()).containsOnlyKeys(DEVICE);
    assertThat(signedIn.post("/api/v1/auth/refresh").problem()).isEqualTo("401 invalid_grant");
    assertThat(server.client().post("/api/v1/auth/refresh", "{}").problem())
        .isEqualTo("422 invalid_fields");
  }

  @Test
  void a_dead_access_cookie_stops_nobody_from_signing_in_or_renewing() {
    server.signUp(ADA);
    var signedIn = server.browserOf(ADA);
    server.time.advance(Duration.ofMinutes(16));

    assertThat(signedIn.get("/api/v1/auth/me").problem()).isEqualTo("401 invalid_token");
    assertThat(signedIn.post("/api/v1/auth/login", credentials(ADA)).status()).isEqualTo(200);
    assertThat(signedIn.post("/api/v1/auth/refresh").status()).isEqualTo(200);
    signedIn.cookies().put(ACCESS, "garbage");
    assertThat(signedIn.get("/health").status()).isEqualTo(200);
    assertThat(signedIn.ask("/api/v1/auth/login", credentials(ADA)).status()).isEqualTo(200);
    assertThat(signedIn.get("/api/v1/auth/me").status()).isEqualTo(200);
  }

  @Test
  void logging_out_works_with_the_refresh_cookie_alone() {
    server.signUp(ADA);
    var signedIn = server.browserOf(ADA);
    var refresh = signedIn.cookie(REFRESH);
    signedIn.cookies().remove(ACCESS);

    var out = signedIn.post("/api/v1/auth/logout");

    assertThat(out.status()).isEqualTo(204);
    assertThat(out.cookies())
        .containsExactlyInAnyOrder(
            ACCESS + "=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax",
            REFRESH + "=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax",
            CONTINUATION + "=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
    assertThat(
            page().with("Cookie", REFRESH + "=" + refresh).post("/api/v1/auth/refresh").problem())
        .isEqualTo("401 invalid_grant");
  }

  @Test
  void logging_out_with_cookies_of_two_sessions_ends_both() {
    server.signUp(ADA);
    var one = server.browserOf(ADA);
    var other = server.browserOf(ADA);
    var kept = server.browserOf(ADA);

    var mixed =
        "%s=%s; %s=%s".formatted(ACCESS, one.cookie(ACCESS), REFRESH, other.cookie(REFRESH));
    assertThat(page().with("Cookie", mixed).post("/api/v1/auth/logout").status()).isEqualTo(204);

    assertThat(one.get("/api/v1/auth/me").problem()).isEqualTo("401 invalid_token");
    assertThat(other.get("/api/v1/auth/me").problem()).isEqualTo("401 invalid_token");
    assertThat(kept.get("/api/v1/auth/me").status()).isEqualTo(200);
  }

  @Test
  void logging_out_with_a_dead_access_cookie_alone_is_401_and_forgotten_all_the_same() {
    browser.cookies().put(ACCESS, "garbage");

    assertThat(browser.post("/api/v1/auth/logout").problem()).isEqualTo("401 invalid_token");

    assertThat(browser.cookies()).isEmpty();
  }

  @Test
  void a_continuation_of_which_nothing_is_left_is_forgotten() {
    var late = browser.ask("/api/v1/auth/register", "{\"email\":\"" + ADA + "\"}");
    var id = late.text("registration_id");
    browser.ask("/api/v1/auth/verify-email", verification(id, server.codeFor(ADA)));
    server.signUp(ADA);

    var refused = browser.post("/api/v1/auth/register/password", completion(id, PASSWORD));

    assertThat(refused.problem()).isEqualTo("409 already_registered");
    assertThat(browser.cookies()).isEmpty();
    var without = browser.post("/api/v1/auth/register/password", completion(id, PASSWORD));
    assertThat(without.problem()).isEqualTo("422 invalid_fields");
  }

  @Test
  void credentials_in_two_ways_are_refused_and_one_way_is_fine() {
    var tokens = server.signUp(ADA);
    var signedIn = server.browserOf(ADA);
    var access = page().with("Cookie", ACCESS + "=" + signedIn.cookie(ACCESS));
    var refresh = page().with("Cookie", REFRESH + "=" + signedIn.cookie(REFRESH));
    var body = "{\"refresh_token\":\"" + tokens.text("refresh_token") + "\"}";
    var bearer = tokens.text("access_token");

    for (var both :
        List.of(
            access.bearer(bearer).get("/api/v1/auth/me"),
            refresh.bearer(bearer).get("/api/v1/auth/me"),
            access.bearer("garbage").get("/health"),
            access.with("Authorization", "Bearer").get("/api/v1/auth/me"),
            refresh.post("/api/v1/auth/refresh", body),
            access.post("/api/v1/auth/refresh", body),
            refresh.post("/api/v1/auth/logout", body),
            access.post("/api/v1/auth/logout", body),
            access.with("X-Auth-Transport", "bearer").get("/api/v1/auth/me"))) {
      assertThat(both.problem()).isEqualTo("400 ambiguous_credentials");
    }
    assertThat(access.get("/api/v1/auth/me").status()).isEqualTo(200);
    assertThat(access.with("Authorization", "Basic YTpi").get("/api/v1/auth/me").status())
        .isEqualTo(200);
    assertThat(server.client().bearer(bearer).get("/api/v1/auth/me").status()).isEqualTo(200);
    assertThat(refresh.post("/api/v1/auth/refresh").status()).isEqualTo(200);
    assertThat(server.client().post("/api/v1/auth/refresh", body).status()).isEqualTo(200);
  }

  @Test
  void a_continuation_in_two_ways_is_refused() {
    var registered = browser.ask("/api/v1/auth/register", "{\"email\":\"" + EVE + "\"}");
    var id = registered.text("registration_id");
    browser.ask("/api/v1/auth/verify-email", verification(id, server.codeFor(EVE)));
    var both =
        "{\"registration_id\":\"%s\",\"continuation\":\"%s\",\"password\":\"%s\"}"
            .formatted(id, browser.cookie(CONTINUATION), PASSWORD);

    assertThat(browser.post("/api/v1/auth/register/password", both).problem())
        .isEqualTo("400 ambiguous_credentials");
    assertThat(browser.post("/api/v1/auth/register/password", completion(id, PASSWORD)).status())
        .isEqualTo(201);
    assertThat(browser.cookies()).containsOnlyKeys(ACCESS, REFRESH, DEVICE);
  }

  private Client page() {
    return server.client().with("Sec-Fetch-Site", "same-origin");
  }

  private static String verification(String id, String code) {
    return "{\"registration_id\":\"%s\",\"code\":\"%s\"}".formatted(id, code);
  }

  private static String completion(String id, String password) {
    return "{\"registration_id\":\"%s\",\"password\":\"%s\"}".formatted(id, password);
  }

  private static long maxAge(Answer answer, String cookie) {
    return answer.cookies().stream()
        .filter(header -> header.startsWith(cookie + "="))
        .map(header -> header.replaceFirst(".*Max-Age=([0-9]+).*", "$1"))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }
}
