package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.http.page.ReturnTo;
import dev.latchkey.testkit.requirement.Requirement;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages for the signed-in: who gets in, how, and out again. */
class AccountPageTest {
  private static final String ADA = "ada@example.com";
  private static final Duration UNTIL_RUN_OUT = Duration.ofMinutes(20);

  @AutoClose private final TestServer server = TestServer.start();

  @BeforeEach
  void somebody() {
    server.signUp(ADA);
  }

  @Test
  void whoever_is_not_signed_in_is_led_to_where_he_can_be() {
    var led = server.browser().open("/account");

    assertThat(led.status()).isEqualTo(303);
    assertThat(led.header("Location")).contains("/sign-in?return_to=%2Faccount");
    assertThat(led.header("Cache-Control")).contains("no-store");
    assertThat(led.cookies()).isEmpty();
    assertThat(server.client().get("/account").problem()).isEqualTo("401 unauthenticated");
  }

  @Test
  void a_token_that_has_run_out_is_renewed_on_the_way() {
    var browser = server.browserOf(ADA);
    var before = browser.cookie("__Host-refresh");
    server.time.advance(UNTIL_RUN_OUT);
    assertThat(browser.get("/api/v1/auth/me").problem()).isEqualTo("401 invalid_token");

    var page = browser.open("/account");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains(ADA);
    assertThat(browser.cookie("__Host-refresh")).isNotEqualTo(before);
    assertThat(browser.get("/api/v1/auth/me").status()).isEqualTo(200);
  }

  @Test
  void a_form_is_renewed_on_the_way_too() {
    var browser = server.browserOf(ADA);
    server.time.advance(UNTIL_RUN_OUT);

    assertThat(browser.submit("/sign-out", "where", "here").header("Location"))
        .contains("/sign-in?said=signed-out");
    assertThat(browser.open("/account").status()).isEqualTo(303);
  }

  @Test
  void a_program_with_a_token_that_has_run_out_is_refused_as_everywhere() {
    var browser = server.browserOf(ADA);
    var before = browser.cookie("__Host-refresh");
    server.time.advance(UNTIL_RUN_OUT);

    assertThat(browser.get("/account").problem()).isEqualTo("401 invalid_token");
    assertThat(browser.cookie("__Host-refresh")).isEqualTo(before);
  }

  @Test
  void a_session_that_has_ended_is_forgotten_and_not_renewed() {
    var browser = server.browserOf(ADA);
    server.client().bearer(server.signIn(ADA).text("access_token")).post("/api/v1/auth/logout-all");

    var led = browser.open("/account");
    assertThat(led.header("Location")).contains("/sign-in?return_to=%2Faccount");
    assertThat(browser.cookies()).doesNotContainKeys("__Host-access", "__Host-refresh");
    assertThat(browser.open("/sign-in").status()).isEqualTo(200);
  }

  @Test
  void a_renewal_is_not_for_the_forms_of_other_sites() {
    var browser = server.browserOf(ADA);
    var refresh = browser.cookie("__Host-refresh");
    server.time.advance(UNTIL_RUN_OUT);

    var refused =
        server
            .client()
            .with("Accept", "text/html")
            .with("Sec-Fetch-Site", "cross-site")
            .with("Cookie", "__Host-refresh=" + refresh)
            .post("/sign-out");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.cookies()).isEmpty();
    assertThat(browser.open("/account").status()).isEqualTo(200);
  }

  @Test
  @Requirement("S3-24")
  void signing_out_ends_the_session_and_has_the_browser_forget() {
    var browser = server.browserOf(ADA);
    var access = browser.cookie("__Host-access");
    var other = server.browserOf(ADA);

    var out = browser.submit("/sign-out", "where", "here");
    assertThat(out.status()).isEqualTo(303);
    assertThat(out.header("Clear-Site-Data")).contains("\"cache\", \"storage\"");
    assertThat(browser.cookies()).containsOnlyKeys("__Host-device");
    assertThat(server.client().bearer(access).get("/api/v1/auth/me").status()).isEqualTo(401);
    assertThat(other.open("/account").status()).isEqualTo(200);
    assertThat(browser.open(out.header("Location").orElseThrow()).body())
        .contains("role=\"status\"", "You are signed out.");
  }

  @Test
  void signing_out_everywhere_ends_all_sessions() {
    var browser = server.browserOf(ADA);
    var other = server.browserOf(ADA);

    var out = browser.submit("/sign-out", "where", "everywhere");
    assertThat(browser.open(out.header("Location").orElseThrow()).body())
        .contains("You are signed out everywhere.");
    assertThat(other.open("/account").status()).isEqualTo(303);
  }

  @Test
  void a_name_is_shown_as_text() {
    var browser = server.browserOf(ADA);
    server
        .client()
        .bearer(server.signIn(ADA).text("access_token"))
        .put("/api/v1/users/profile", "{\"name\":\"<script>alert(1)</script> {{7*7}}\"}");

    var page = browser.open("/account");
    assertThat(page.body())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}")
        .doesNotContain("<script>alert");
    PageParts.checkAlone(page);
  }

  @Test
  void a_deletion_that_is_coming_is_told() {
    var browser = server.browserOf(ADA);
    assertThat(browser.open("/account").body()).doesNotContain("will be deleted");
    browser.post("/api/v1/users/deletion");
    assertThat(browser.open("/account").body()).contains("This account will be deleted on");
  }

  @Test
  void every_page_that_a_sign_in_leads_back_to_is_there() {
    var browser = server.browserOf(ADA);
    for (var page : ReturnTo.pages()) {
      assertThat(browser.open(page).status()).as(page).isEqualTo(200);
    }
  }

  @Test
  void below_a_base_path_all_of_it_is_as_above() {
    try (var below = new TestServer(new TestServer.Options().basePath("/identity"))) {
      var browser = below.browser();
      assertThat(browser.open("/identity/account").header("Location"))
          .contains("/identity/sign-in?return_to=%2Faccount");
      var page = browser.open("/identity/sign-in");
      assertThat(page.body())
          .contains("action=\"/identity/sign-in\"", "data-next=\"/identity/account\"")
          .doesNotContain("href=\"/sign", "href=\"/assets", "action=\"/sign");
      for (var script : PageParts.scripts(page.body())) {
        assertThat(browser.open(script).status()).isEqualTo(200);
      }
    }
  }
}
