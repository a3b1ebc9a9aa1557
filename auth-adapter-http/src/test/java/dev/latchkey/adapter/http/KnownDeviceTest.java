package dev.latchkey.adapter.http;

import static dev.latchkey.adapter.http.TestServer.PASSWORD;
import static dev.latchkey.adapter.http.TestServer.credentials;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testkit.requirement.Requirement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Guesses at the face, and owners who are not to suffer from them. */
class KnownDeviceTest {
  private static final String ADA = "ada@example.com";
  private static final String BOB = "bob@example.com";
  private static final String LOGIN = "/api/v1/auth/login";
  private static final String HEADER = "X-Device-Token";
  private static final String COOKIE = "__Host-device";

  private final TestServer server = TestServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void strangers_are_slowed_and_told_for_how_long() {
    server.signUp(ADA);
    burst(ADA);

    var slowed = server.client().post(LOGIN, credentials(ADA));

    assertThat(slowed.problem()).isEqualTo("429 too_many_requests");
    assertThat(slowed.header("Retry-After")).contains("60");
    server.time.advance(Duration.ofMinutes(1));
    assertThat(server.client().post(LOGIN, credentials(ADA)).status()).isEqualTo(200);
  }

  @Test
  void an_address_that_nobody_has_gets_the_same_words() {
    server.signUp(ADA);
    burst(ADA);
    burst(BOB);

    var known = server.client().post(LOGIN, credentials(ADA));
    var unknown = server.client().post(LOGIN, credentials(BOB));

    assertThat(masked(unknown)).isEqualTo(masked(known));
    assertThat(unknown.header("Retry-After")).isEqualTo(known.header("Retry-After"));
  }

  private static String masked(Answer answer) {
    return answer.body().replace(answer.text("instance"), "");
  }

  @Test
  void the_owner_gets_in_from_a_device_that_shows_what_it_was_given() {
    var device = server.signUp(ADA).header(HEADER).orElseThrow();
    burst(ADA);

    var known = server.client().with(HEADER, device).post(LOGIN, credentials(ADA));

    assertThat(known.status()).isEqualTo(200);
    assertThat(known.header(HEADER)).contains(device);
    assertThat(server.client().post(LOGIN, credentials(ADA)).status()).isEqualTo(429);
  }

  @Test
  void the_owner_gets_in_from_his_browser_also_after_he_signed_out() {
    server.signUp(ADA);
    var browser = server.browserOf(ADA);
    assertThat(browser.post("/api/v1/auth/logout").status()).isEqualTo(204);
    burst(ADA);

    assertThat(browser.ask(LOGIN, credentials(ADA)).status()).isEqualTo(200);
    assertThat(server.browser().ask(LOGIN, credentials(ADA)).status()).isEqualTo(429);
  }

  @Test
  void one_browser_is_known_to_several_users() {
    server.signUp(ADA);
    server.signUp(BOB);
    var browser = server.browserOf(ADA);
    browser.post("/api/v1/auth/logout");
    browser.ask(LOGIN, credentials(BOB));
    browser.post("/api/v1/auth/logout");
    burst(ADA);
    burst(BOB);

    assertThat(browser.cookie(COOKIE)).contains(".");
    assertThat(browser.ask(LOGIN, credentials(ADA)).status()).isEqualTo(200);
    browser.post("/api/v1/auth/logout");
    assertThat(browser.ask(LOGIN, credentials(BOB)).status()).isEqualTo(200);
  }

  @Test
  void what_is_no_token_of_ours_is_passed_over() {
    server.signUp(ADA);
    burst(ADA);

    for (var garbage :
        new String[] {"x", "lkd_", "lkd_" + "A".repeat(43), "a.b.c", ".", "x".repeat(4000)}) {
      assertThat(server.client().with(HEADER, garbage).post(LOGIN, credentials(ADA)).problem())
          .as(garbage)
          .isEqualTo("429 too_many_requests");
    }
  }

  @Test
  void a_password_shown_again_makes_the_token_fresh() {
    var tokens = server.signUp(ADA);
    server.time.advance(Duration.ofMinutes(6));
    var client = server.client().bearer(tokens.text("access_token"));
    assertThat(client.get("/api/v1/users/export").problem())
        .isEqualTo("401 reauthentication_required");

    var shown = client.post("/api/v1/auth/reauthenticate", "{\"password\":\"" + PASSWORD + "\"}");

    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.text("session_id")).isEqualTo(tokens.text("session_id"));
    var fresh = server.client().bearer(shown.text("access_token"));
    assertThat(fresh.get("/api/v1/users/export").status()).isEqualTo(200);
    var spent = "{\"refresh_token\":\"" + tokens.text("refresh_token") + "\"}";
    assertThat(server.client().post("/api/v1/auth/refresh", spent).problem())
        .isEqualTo("401 invalid_grant");
  }

  @Test
  @Requirement("S3-69")
  void another_password_ends_every_session_and_goes_on_in_a_new_one() {
    var tokens = server.signUp(ADA);
    var elsewhere = server.signIn(ADA);
    var client = server.client().bearer(tokens.text("access_token"));

    var weak = client.post("/api/v1/auth/password-change", change(PASSWORD, "short"));
    assertThat(weak.problem()).isEqualTo("422 invalid_fields");
    assertThat(weak.json().path("errors").path(0).path("field").asText()).isEqualTo("new_password");
    assertThat(
            client
                .post("/api/v1/auth/password-change", change("wrong", "a new long one"))
                .problem())
        .isEqualTo("401 invalid_credentials");
    var changed =
        client.post("/api/v1/auth/password-change", change(PASSWORD, "the one from now on"));

    assertThat(changed.status()).isEqualTo(200);
    assertThat(client.get("/api/v1/auth/me").problem()).isEqualTo("401 invalid_token");
    assertThat(
            server.client().bearer(elsewhere.text("access_token")).get("/api/v1/auth/me").status())
        .isEqualTo(401);
    assertThat(server.client().bearer(changed.text("access_token")).get("/api/v1/auth/me").status())
        .isEqualTo(200);
    assertThat(server.client().post(LOGIN, credentials(ADA)).problem())
        .isEqualTo("401 invalid_credentials");
  }

  @Test
  void who_signed_in_a_while_ago_must_show_the_current_password() {
    var client = server.client().bearer(server.signUp(ADA).text("access_token"));
    server.time.advance(Duration.ofMinutes(6));
    var without = "{\"new_password\":\"the one from now on\"}";

    assertThat(client.post("/api/v1/auth/password-change", without).problem())
        .isEqualTo("401 reauthentication_required");
    assertThat(
            client
                .post("/api/v1/auth/password-change", change(PASSWORD, "the one from now on"))
                .status())
        .isEqualTo(200);
  }

  @Test
  void a_browser_that_changes_its_password_stays_signed_in() {
    server.signUp(ADA);
    var browser = server.browserOf(ADA);

    var changed =
        browser.post("/api/v1/auth/password-change", change(PASSWORD, "the one from now on"));

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().has("access_token")).isFalse();
    assertThat(browser.get("/api/v1/auth/me").status()).isEqualTo(200);
  }

  private static String change(String current, String wanted) {
    return "{\"current_password\":\"%s\",\"new_password\":\"%s\"}".formatted(current, wanted);
  }

  private void burst(String email) {
    var wrong = "{\"email\":\"%s\",\"password\":\"wrong\"}".formatted(email);
    for (var n = 0; n < 5; n++) {
      assertThat(server.client().post(LOGIN, wrong).problem()).isEqualTo("401 invalid_credentials");
    }
  }
}
