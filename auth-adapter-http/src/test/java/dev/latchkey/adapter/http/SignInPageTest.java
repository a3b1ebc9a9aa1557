package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testkit.requirement.Requirement;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page where people sign in. */
class SignInPageTest {
  private static final String ADA = "ada@example.com";
  private static final String PAGE = "/sign-in";

  @AutoClose private final TestServer server = TestServer.start();
  private final Browser browser = server.browser();

  @BeforeEach
  void somebody() {
    server.signUp(ADA);
  }

  private Answer signIn(Browser from, String password, String... more) {
    var fields = new ArrayList<>(List.of("email", ADA, "password", password));
    fields.addAll(List.of(more));
    return from.submit(PAGE, fields.toArray(String[]::new));
  }

  @Test
  @Requirement("S3-24")
  void an_address_then_a_password_lead_to_the_account() {
    assertThat(browser.open(PAGE).body()).contains("name=\"email\"").doesNotContain("\"password\"");

    var asked = browser.submit(PAGE, "email", ADA, "return_to", "/account");
    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.body())
        .contains("value=\"" + ADA + "\"", "autocomplete=\"current-password\"")
        .doesNotContain("id=\"fault\"");

    var done = signIn(browser, TestServer.PASSWORD, "return_to", "/account");
    assertThat(done.status()).isEqualTo(303);
    assertThat(done.header("Location")).contains("/account");
    assertThat(done.body()).isEmpty();
    assertThat(browser.cookies()).containsKeys("__Host-access", "__Host-refresh", "__Host-device");
    assertThat(browser.open("/account").body()).contains(ADA, "Ada");
  }

  @Test
  void an_address_that_nobody_has_is_asked_for_a_password_and_refused_like_any_other() {
    var known = browser.submit(PAGE, "email", ADA);
    var unknown = browser.submit(PAGE, "email", "bob@example.com");
    assertThat(unknown.body().replace("bob@example.com", ADA)).isEqualTo(known.body());

    var wrong = signIn(browser, "not the password");
    var nobody = browser.submit(PAGE, "email", "bob@example.com", "password", "not the password");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(nobody.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("id=\"fault\" role=\"alert\"", "aria-describedby=\"fault\"");
    assertThat(nobody.body().replace("bob@example.com", ADA)).isEqualTo(wrong.body());
    assertThat(wrong.body()).doesNotContain("not the password");
    assertThat(browser.cookies()).isEmpty();
  }

  @Test
  void too_many_wrong_passwords_are_answered_with_a_page_that_says_when() {
    var answer = signIn(browser, "not the password");
    for (var i = 0; i < 10 && answer.status() == 422; i++) {
      answer = signIn(browser, "not the password");
    }

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isPresent();
    assertThat(answer.header("Content-Type")).contains("text/html;charset=utf-8");
    assertThat(answer.body())
        .contains("Try again in " + answer.header("Retry-After").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example/account",
        "/\\evil.example",
        "/account/../../evil",
        "/account?x=https://evil.example",
        "/account#x",
        "/account/",
        "/ACCOUNT",
        " /account",
        "/%61ccount",
        "javascript:alert(1)",
        "data:text/html,x",
        "/api/v1/auth/me",
        "\"><script>alert(1)</script>",
        "/account\r\nSet-Cookie: x=y"
      })
  @Requirement("S2-31")
  void nobody_is_led_to_where_somebody_else_wants_him(String elsewhere) {
    var shown =
        browser.open(PAGE + "?return_to=" + URLEncoder.encode(elsewhere, StandardCharsets.UTF_8));
    assertThat(shown.body()).contains("name=\"return_to\" value=\"/account\"");
    assertThat(shown.body()).contains("data-next=\"/account\"").doesNotContain("evil", "alert(1)");

    var done = signIn(browser, TestServer.PASSWORD, "return_to", elsewhere);
    assertThat(done.status()).isEqualTo(303);
    assertThat(done.header("Location")).contains("/account");
    assertThat(done.header("Set-Cookie").orElseThrow()).doesNotContain("x=y");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' autofocus onfocus=alert(1) x='",
        "{{7*7}}",
        "{% raise %}"
      })
  void what_was_typed_comes_back_as_text(String typed) {
    var page = browser.submit(PAGE, "email", typed);
    assertThat(page.body()).doesNotContain("<script>alert", "<img src=x", "49\"");
    assertThat(page.body()).contains(typed.startsWith("{") ? typed : "&");
    PageParts.checkScripts(page);
  }

  @Test
  void a_form_must_show_that_it_comes_from_a_page_of_ours() {
    var form = "email=ada%40example.com&password=correct+horse+battery+staple";
    var plain =
        server
            .client()
            .with("Accept", "text/html")
            .with("Content-Type", "application/x-www-form-urlencoded");
    for (var elsewhere :
        List.of(
            plain,
            plain.with("Sec-Fetch-Site", "cross-site"),
            plain.with("Sec-Fetch-Site", "same-site"),
            plain.with("Sec-Fetch-Site", "none"),
            plain.with("Origin", "null"),
            plain.with("Origin", "https://evil.example"))) {
      var refused = elsewhere.send("POST", PAGE, BodyPublishers.ofString(form));
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.cookies()).isEmpty();
      assertThat(refused.header("Content-Type")).contains("text/html;charset=utf-8");
    }
    for (var ours :
        List.of(
            plain.with("Sec-Fetch-Site", "same-origin"),
            plain.with("Origin", "http://localhost:8080"))) {
      assertThat(ours.send("POST", PAGE, BodyPublishers.ofString(form)).status()).isEqualTo(303);
    }
  }

  @Test
  void a_form_is_answered_in_cookies_and_no_other_way() {
    var asking =
        server
            .client()
            .with("Sec-Fetch-Site", "same-origin")
            .with("X-Auth-Transport", "bearer")
            .with("Content-Type", "application/x-www-form-urlencoded");

    assertThat(asking.send("POST", PAGE, BodyPublishers.ofString("email=x")).problem())
        .isEqualTo("400 ambiguous_credentials");
  }

  @Test
  void whoever_is_signed_in_goes_on() {
    signIn(browser, TestServer.PASSWORD);

    var led = browser.open(PAGE + "?return_to=/account");
    assertThat(led.status()).isEqualTo(303);
    assertThat(led.header("Location")).contains("/account");
    server.time.advance(Duration.ofDays(400));
    assertThat(browser.open(PAGE).status()).isEqualTo(200);
  }

  @Test
  void the_page_runs_our_scripts_alone_and_asks_nobody_else() {
    var page = browser.open(PAGE);

    PageParts.checkAlone(page);
    assertThat(page.header("Content-Security-Policy").orElseThrow()).contains("connect-src 'self'");
    assertThat(page.body()).contains("autocomplete=\"username webauthn\"", "passkeys/authenticate");
  }

  @Test
  void without_passkeys_none_is_offered() {
    try (var plain = new TestServer(new TestServer.Options().withoutPasskeys())) {
      assertThat(plain.browser().open(PAGE).body()).doesNotContain("passkeys/");
      assertThat(plain.browser().open("/").body()).doesNotContain("passkey");
    }
  }
}
