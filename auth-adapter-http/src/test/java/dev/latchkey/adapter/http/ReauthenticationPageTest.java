package dev.latchkey.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.testkit.passkey.SoftwareAuthenticator;
import dev.latchkey.testkit.requirement.Requirement;
import java.net.URLEncoder;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page where somebody shows again that it is him. */
class ReauthenticationPageTest {
  private static final String ADA = "ada@example.com";
  private static final String EVE = "eve@example.com";
  private static final String PAGE = "/reauthenticate";
  private static final String BACK = PAGE + "?return_to=/account/passkeys";
  private static final Duration UNTIL_STALE = Duration.ofMinutes(10);

  @AutoClose private final TestServer server = TestServer.start();

  @BeforeEach
  void somebody() {
    server.signUp(ADA);
  }

  private Answer show(Browser browser, String password) {
    return browser.submit(PAGE, "password", password, "return_to", "/account/passkeys");
  }

  private static boolean isFresh(Browser browser) {
    return browser.ask("/api/v1/auth/passkeys/registration-options", "{}").status() == 200;
  }

  @Test
  @Requirement("S3-24")
  void the_password_makes_the_session_fresh_and_leads_back() {
    var browser = server.browserOf(ADA);
    server.time.advance(UNTIL_STALE);
    assertThat(isFresh(browser)).isFalse();

    assertThat(browser.open(BACK).body())
        .contains("Show that it is you", "name=\"return_to\" value=\"/account/passkeys\"")
        .contains("autocomplete=\"username\"", "value=\"" + ADA + "\"");
    var shown = show(browser, TestServer.PASSWORD);
    assertThat(shown.status()).isEqualTo(303);
    assertThat(shown.header("Location")).contains("/account/passkeys");
    assertThat(isFresh(browser)).isTrue();
  }

  @Test
  void a_wrong_password_changes_nothing_and_is_told_at_its_field() {
    var browser = server.browserOf(ADA);
    server.time.advance(UNTIL_STALE);
    var before = browser.cookies().toString();

    var refused = show(browser, "not the password");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("<title>Error:", "id=\"fault\" role=\"alert\"", "aria-describedby=\"fault\"")
        .contains("value=\"/account/passkeys\"")
        .doesNotContain("not the password");
    assertThat(browser.cookies()).hasToString(before);
    assertThat(isFresh(browser)).isFalse();
  }

  @Test
  void the_password_of_somebody_else_is_not_his() {
    server.signUp(EVE);
    var browser = server.browserOf(EVE);
    browser.submit("/account/password", "wanted", "violet harbour sings to nobody");

    assertThat(show(browser, TestServer.PASSWORD).status()).isEqualTo(422);
    assertThat(show(browser, "violet harbour sings to nobody").status()).isEqualTo(303);
  }

  @Test
  void too_many_tries_are_answered_with_a_page_that_says_when() {
    var browser = server.browserOf(ADA);
    var answer = show(browser, "not the password");
    for (var i = 0; i < 10 && answer.status() == 422; i++) {
      answer = show(browser, "not the password");
    }

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.body())
        .contains("Try again in " + answer.header("Retry-After").orElseThrow());
  }

  @Test
  void the_refresh_token_from_before_is_spent() {
    var browser = server.browserOf(ADA);
    var before = browser.cookie("__Host-refresh");
    show(browser, TestServer.PASSWORD);

    var copy =
        server.client().post("/api/v1/auth/refresh", "{\"refresh_token\":\"" + before + "\"}");
    assertThat(copy.problem()).isEqualTo("401 invalid_grant");
  }

  @Test
  void whoever_is_not_signed_in_signs_in_and_is_led_to_where_he_wanted() {
    var browser = server.browser();
    assertThat(browser.open(BACK).header("Location"))
        .contains("/sign-in?return_to=%2Faccount%2Fpasskeys");
    assertThat(browser.open(PAGE).header("Location")).contains("/sign-in?return_to=%2Faccount");
    assertThat(show(browser, TestServer.PASSWORD).header("Location"))
        .contains("/sign-in?return_to=%2Faccount");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://evil.example/", "//evil.example", "/account/passkeys/", "\"><script>"})
  @Requirement("S2-31")
  void nobody_is_led_to_where_somebody_else_wants_him(String elsewhere) {
    var browser = server.browserOf(ADA);
    var asked = PAGE + "?return_to=" + URLEncoder.encode(elsewhere, UTF_8);
    var stranger = server.browser();

    assertThat(stranger.open(asked).header("Location")).contains("/sign-in?return_to=%2Faccount");
    assertThat(browser.open(asked).body())
        .contains("name=\"return_to\" value=\"/account\"")
        .doesNotContain("evil", "\"><script>");
    assertThat(
            browser
                .submit(PAGE, "password", TestServer.PASSWORD, "return_to", elsewhere)
                .header("Location"))
        .contains("/account");
  }

  @Test
  void a_user_is_asked_for_what_he_has_and_for_nothing_else() {
    var password = server.browserOf(ADA);
    assertThat(password.open(PAGE).body())
        .contains("id=\"password\"")
        .doesNotContain("id=\"passkey\"");
    var both = new PasskeyBrowser(password, SoftwareAuthenticator.synced(7));
    both.add();
    assertThat(password.open(PAGE).body()).contains("id=\"password\"", "id=\"passkey\"");

    var passkey = PasskeyBrowser.withoutPassword(server, EVE);
    assertThat(passkey.browser.open(PAGE).body())
        .contains("id=\"passkey\"", "needs JavaScript")
        .doesNotContain("type=\"password\"", "password/forgotten");
    server.time.advance(UNTIL_STALE);
    assertThat(isFresh(passkey.browser)).isFalse();
    assertThat(passkey.show().status()).isEqualTo(200);
    assertThat(isFresh(passkey.browser)).isTrue();
  }

  @Test
  void a_user_whose_password_is_frozen_is_told_how_to_get_another() {
    var browser = server.browserOf(ADA);
    var ports = server.storage.ports();
    var ada = ports.users().findByEmail(EmailAddress.of(ADA)).orElseThrow().id();
    ports.passwords().freeze(ada, server.time.instant());

    assertThat(browser.open(PAGE).body())
        .contains("/password/forgotten")
        .doesNotContain("type=\"password\"", "id=\"passkey\"");
  }

  @Test
  void a_page_whose_proof_is_stale_leads_here_and_back() {
    var browser = server.browserOf(ADA);
    var keys = new PasskeyBrowser(browser, SoftwareAuthenticator.synced(7));
    var id = keys.add();
    server.time.advance(UNTIL_STALE);

    var led = browser.submit("/account/passkeys/remove", "id", id);
    assertThat(led.header("Location")).contains("/reauthenticate?return_to=%2Faccount%2Fpasskeys");
    show(browser, TestServer.PASSWORD);
    assertThat(browser.submit("/account/passkeys/remove", "id", id).header("Location"))
        .contains("/account/passkeys?said=removed");
  }
}
