package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testkit.requirement.Requirement;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page where the password is changed. */
class PasswordPageTest {
  private static final String ADA = "ada@example.com";
  private static final String EVE = "eve@example.com";
  private static final String PAGE = "/account/password";
  private static final String NEW = "violet harbour sings to nobody";
  private static final String COMMON = "iloveyou";
  private static final Duration UNTIL_STALE = Duration.ofMinutes(10);

  @AutoClose private final TestServer server = TestServer.start();
  private Browser browser;

  @BeforeEach
  void somebody() {
    server.signUp(ADA);
    browser = server.browserOf(ADA);
  }

  private int signIn(String email, String password) {
    return server
        .browser()
        .ask(
            "/api/v1/auth/login",
            "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password))
        .status();
  }

  @Test
  @Requirement("S3-24")
  void the_password_is_changed_others_are_out_and_this_browser_goes_on() {
    var other = server.browserOf(ADA);
    server.time.advance(UNTIL_STALE);
    assertThat(browser.open(PAGE).body())
        .contains("name=\"current\"", "autocomplete=\"current-password\"")
        .contains("name=\"wanted\"", "autocomplete=\"new-password\"")
        .contains("value=\"" + ADA + "\" autocomplete=\"username\"");

    var done = browser.submit(PAGE, "current", TestServer.PASSWORD, "wanted", NEW);
    assertThat(done.status()).isEqualTo(303);
    assertThat(done.header("Location")).contains(PAGE + "?said=changed");
    assertThat(browser.open(PAGE + "?said=changed").body())
        .contains("role=\"status\"", "Your new password is set");
    assertThat(other.open(PAGE).header("Location"))
        .contains("/sign-in?return_to=%2Faccount%2Fpassword");
    assertThat(signIn(ADA, NEW)).isEqualTo(200);
    assertThat(signIn(ADA, TestServer.PASSWORD)).isEqualTo(401);
  }

  private int devices() {
    return browser.open("/account/devices").body().split("class=\"card\"", -1).length - 1;
  }

  @Test
  void the_device_stays_the_one_that_it_was() {
    var before = devices();
    assertThat(browser.submit(PAGE, "wanted", NEW).status()).isEqualTo(303);

    assertThat(devices()).isEqualTo(before);
    assertThat(browser.open("/account/devices").body()).contains("this one");
  }

  @Test
  void a_wrong_present_password_changes_nothing_and_is_told_at_its_field() {
    server.time.advance(UNTIL_STALE);

    var refused = browser.submit(PAGE, "current", "not the password", "wanted", NEW);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("<title>Error:", "aria-invalid=\"true\" aria-describedby=\"fault\"")
        .containsOnlyOnce("aria-invalid")
        .doesNotContain("not the password", NEW);
    assertThat(signIn(ADA, TestServer.PASSWORD)).isEqualTo(200);
  }

  @Test
  void a_password_that_is_not_taken_is_refused_with_its_reason_at_its_field() {
    server.time.advance(UNTIL_STALE);

    var refused = browser.submit(PAGE, "current", TestServer.PASSWORD, "wanted", COMMON);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("id=\"wanted-fault\" role=\"alert\"", "a common one", "name=\"current\"")
        .contains("aria-describedby=\"wanted-fault\"")
        .doesNotContain(COMMON);
    assertThat(browser.submit(PAGE, "wanted", "ada@example.com").body())
        .contains("a name or an address");
    assertThat(signIn(ADA, TestServer.PASSWORD)).isEqualTo(200);
  }

  @Test
  void right_after_a_sign_in_the_present_one_is_not_asked_for() {
    assertThat(browser.open(PAGE).body())
        .contains("do not ask for the present one")
        .doesNotContain("name=\"current\"");
    assertThat(browser.submit(PAGE, "wanted", NEW).status()).isEqualTo(303);
    assertThat(signIn(ADA, NEW)).isEqualTo(200);
  }

  @Test
  void whoever_took_too_long_is_asked_for_it_after_all() {
    browser.open(PAGE);
    server.time.advance(UNTIL_STALE);

    for (var left : new String[][] {{"wanted", NEW}, {"wanted", NEW, "current", ""}}) {
      var asked = browser.submit(PAGE, left);
      assertThat(asked.status()).isEqualTo(422);
      assertThat(asked.body()).contains("name=\"current\"", "That took a while");
    }
    assertThat(signIn(ADA, NEW)).isEqualTo(401);
    assertThat(browser.submit(PAGE, "current", TestServer.PASSWORD, "wanted", NEW).status())
        .isEqualTo(303);
  }

  @Test
  void too_many_tries_are_answered_with_a_page_that_says_when() {
    var answer = browser.submit(PAGE, "current", "not the password", "wanted", NEW);
    for (var i = 0; i < 10 && answer.status() == 422; i++) {
      answer = browser.submit(PAGE, "current", "not the password", "wanted", NEW);
    }
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.body()).contains("Try again in");
  }

  @Test
  void whoever_has_none_sets_a_first_one_when_he_has_shown_that_it_is_him() {
    var eve = PasskeyBrowser.withoutPassword(server, EVE);
    assertThat(eve.browser.open(PAGE).body())
        .contains("You have no password, and need none")
        .doesNotContain("name=\"current\"");

    server.time.advance(UNTIL_STALE);
    assertThat(eve.browser.open(PAGE).header("Location"))
        .contains("/reauthenticate?return_to=%2Faccount%2Fpassword");
    assertThat(eve.browser.submit(PAGE, "wanted", NEW).header("Location"))
        .contains("/reauthenticate?return_to=%2Faccount%2Fpassword");
    assertThat(signIn(EVE, NEW)).isEqualTo(401);

    assertThat(eve.show().status()).isEqualTo(200);
    var done = eve.browser.submit(PAGE, "wanted", NEW);
    assertThat(done.header("Location")).contains(PAGE + "?said=set");
    assertThat(eve.browser.open(PAGE + "?said=set").body()).contains("You have a password now");
    assertThat(signIn(EVE, NEW)).isEqualTo(200);
  }

  @Test
  void password_managers_find_the_page() {
    var found = server.browser().open("/.well-known/change-password");

    assertThat(found.status()).isEqualTo(303);
    assertThat(found.header("Location")).contains(PAGE);
  }

  @Test
  void only_its_own_news_is_said() {
    assertThat(browser.open(PAGE + "?said=%3Cscript%3E").body())
        .doesNotContain("role=\"status\"", "<script>");
    PageParts.checkAlone(browser.open(PAGE));
  }
}
