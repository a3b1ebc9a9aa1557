package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testkit.requirement.Requirement;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of a sign-up. */
class SignUpPageTest {
  private static final String ADA = "ada@example.com";
  private static final String WRONG = "00000000";

  @AutoClose private final TestServer server = TestServer.start();
  private final Browser browser = server.browser();

  private Answer begin() {
    return browser.submit("/sign-up", "email", ADA, "name", "Ada");
  }

  private Answer prove() {
    return browser.submit("/sign-up/code", "code", server.codeFor(ADA));
  }

  @Test
  @Requirement("S3-24")
  void an_address_a_code_and_a_password_make_an_account_without_any_script() {
    var begun = begin();
    assertThat(begun.status()).isEqualTo(303);
    assertThat(begun.header("Location")).contains("/sign-up/code");
    assertThat(browser.open("/sign-up/code").body()).contains("autocomplete=\"one-time-code\"");

    assertThat(prove().header("Location")).contains("/sign-up/finish");
    assertThat(browser.cookies()).containsKeys("__Host-registration", "__Host-continuation");
    assertThat(browser.open("/sign-up/finish").body()).contains("autocomplete=\"new-password\"");

    var done = browser.submit("/sign-up/finish", "password", TestServer.PASSWORD);
    assertThat(done.header("Location")).contains("/account");
    assertThat(browser.cookies()).doesNotContainKeys("__Host-registration", "__Host-continuation");
    assertThat(browser.open("/account").body()).contains(ADA, "Ada");
    assertThat(server.signIn(ADA).status()).isEqualTo(200);
  }

  @Test
  void an_address_that_has_an_account_begins_like_any_other_and_nobody_learns_of_it() {
    server.signUp(ADA);
    var known = begin();
    var other = server.browser();
    var unknown = other.submit("/sign-up", "email", "bob@example.com", "name", "Bob");

    assertThat(known.status()).isEqualTo(unknown.status());
    assertThat(known.header("Location")).isEqualTo(unknown.header("Location"));
    assertThat(browser.open("/sign-up/code").body()).isEqualTo(other.open("/sign-up/code").body());
  }

  @Test
  void a_wrong_code_is_refused_and_the_right_one_still_works() {
    begin();

    var refused = browser.submit("/sign-up/code", "code", WRONG);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("id=\"fault\" role=\"alert\"").doesNotContain(WRONG);
    assertThat(prove().status()).isEqualTo(303);
  }

  @Test
  void blanks_that_came_along_with_a_code_are_forgiven() {
    begin();
    var code = server.codeFor(ADA);
    var pasted = " " + code.substring(0, 4) + " " + code.substring(4) + "\r\n";

    assertThat(browser.submit("/sign-up/code", "code", pasted).status()).isEqualTo(303);
  }

  @Test
  void another_code_takes_the_place_of_the_first() {
    begin();
    var first = server.codeFor(ADA);
    server.time.advance(Duration.ofMinutes(2));

    var again = browser.submit("/sign-up/again", "again", "yes");
    assertThat(browser.open(again.header("Location").orElseThrow()).body())
        .contains("role=\"status\"");
    var second = server.codeFor(ADA);
    assertThat(second).isNotEqualTo(first);
    assertThat(browser.submit("/sign-up/code", "code", first).status()).isEqualTo(422);
    assertThat(browser.submit("/sign-up/code", "code", second).status()).isEqualTo(303);
  }

  @Test
  void a_code_is_worth_nothing_in_another_browser() {
    begin();
    var thief = server.browser();

    var refused = thief.submit("/sign-up/code", "code", server.codeFor(ADA));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(thief.cookies()).isEmpty();
    assertThat(thief.open("/sign-up/finish").body()).contains("There is no sign-up");
    assertThat(prove().status()).isEqualTo(303);
  }

  @Test
  void a_password_that_is_not_taken_is_refused_with_its_reason_and_another_may_be_tried() {
    begin();
    prove();

    var refused = browser.submit("/sign-up/finish", "password", "short");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("This password is too short: use 8 characters", "aria-describedby=\"fault\"")
        .doesNotContain("value=\"short");
    assertThat(
            browser.submit("/sign-up/finish", "password", TestServer.PASSWORD).header("Location"))
        .contains("/account");
  }

  @Test
  void the_loser_of_two_who_has_proven_the_mailbox_is_told_so() {
    begin();
    var code = server.codeFor(ADA);
    server.signUp(ADA);

    var told = browser.submit("/sign-up/code", "code", code);
    assertThat(told.status()).isEqualTo(422);
    assertThat(told.body()).contains("has an account");
    assertThat(browser.cookies()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no address",
        "\"><script>alert(1)</script>@example.com",
        "<svg/onload=alert(1)>",
        "{{7*7}}"
      })
  void what_is_no_address_comes_back_to_be_corrected_as_text(String typed) {
    var refused = browser.submit("/sign-up", "email", typed, "name", "<b>Ada</b>");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains(
            "id=\"email-fault\"", "aria-describedby=\"email-fault\"", "&lt;b&gt;Ada&lt;/b&gt;")
        .doesNotContain("<script>alert", "<svg/onload", "value=\"49\"");
    assertThat(browser.cookies()).isEmpty();
  }

  @Test
  void no_page_of_a_sign_up_tells_its_id_in_an_address() {
    var begun = begin();
    var id = browser.cookie("__Host-registration");

    assertThat(begun.header("Location").orElseThrow()).doesNotContain(id);
    assertThat(prove().header("Location").orElseThrow()).doesNotContain(id);
  }

  @Test
  void the_pages_run_our_scripts_alone() {
    PageParts.checkAlone(browser.open("/sign-up"));
    PageParts.checkAlone(browser.open("/sign-up/code"));
    begin();
    PageParts.checkAlone(browser.open("/sign-up/code"));
    prove();
    PageParts.checkAlone(browser.open("/sign-up/finish"));
  }
}
