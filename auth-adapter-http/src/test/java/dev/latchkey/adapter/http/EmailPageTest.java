package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notification.AddressCode;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.testkit.passkey.SoftwareAuthenticator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages on which somebody changes the address of his account. */
class EmailPageTest {
  private static final String ADA = "ada@example.com";
  private static final String NEW = "ada@new.example.org";
  private static final String BOB = "bob@example.com";
  private static final String PAGE = "/account/email";
  private static final String CODE = "/account/email/code";
  private static final String PROVE = "/reauthenticate?return_to=%2Faccount%2Femail";

  @AutoClose private final TestServer server = TestServer.start();
  private Browser browser = server.browser();

  @BeforeEach
  void somebody() {
    server.signUp(ADA);
    browser = server.browserOf(ADA);
  }

  private Answer ask(String wanted) {
    return browser.submit(PAGE, "new_email", wanted);
  }

  private Answer prove(String code) {
    return browser.submit(CODE, "code", code);
  }

  private String mailed(String address) {
    server.storage.deliverAll();
    return server.notifier.sentTo(EmailAddress.of(address)).stream()
        .filter(AddressCode.class::isInstance)
        .map(mail -> ((AddressCode) mail).code().reveal())
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  private String email() {
    return browser.get("/api/v1/auth/me").text("email");
  }

  @Test
  void an_address_then_its_code_lead_back_with_the_news() {
    var other = server.browserOf(ADA);
    assertThat(browser.open(PAGE).body())
        .contains("<dd id=\"email\">" + ADA, "name=\"new_email\" type=\"email\"");

    var asked = ask(NEW);
    assertThat(asked.status()).isEqualTo(303);
    assertThat(asked.header("Location")).contains(CODE);
    var form = browser.open(CODE);
    assertThat(form.body())
        .contains("autocomplete=\"one-time-code\"", "inputmode=\"numeric\"")
        .doesNotContain("id=\"fault\"");
    PageParts.checkAlone(form);

    var done = prove(" " + mailed(NEW) + " ");
    assertThat(done.status()).isEqualTo(303);
    assertThat(done.header("Location")).contains(PAGE + "?said=changed");
    assertThat(browser.open(PAGE + "?said=changed").body())
        .contains("role=\"status\"", "<dd id=\"email\">" + NEW);
    assertThat(other.get("/api/v1/auth/me").status()).isEqualTo(401);
  }

  @Test
  void a_taken_address_and_a_free_one_are_answered_alike() {
    server.signUp(BOB);

    var taken = ask(BOB);
    var free = ask(NEW);

    assertThat(taken.status()).isEqualTo(free.status());
    assertThat(told(taken)).isEqualTo(told(free));
    assertThat(taken.body()).isEqualTo(free.body());
  }

  private static Map<String, List<String>> told(Answer answer) {
    var headers = new TreeMap<>(answer.response().headers().map());
    headers.keySet().removeAll(List.of("x-request-id", "date", "ratelimit"));
    return headers;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ada", ADA, "<script>alert(1)</script>", "a@b\r\nBcc: c@d.example"})
  void what_can_be_no_other_address_comes_back_with_its_fault(String wanted) {
    var refused = ask(wanted);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains(
            "<title>Error: ",
            "<p id=\"fault\" role=\"alert\">",
            "aria-invalid=\"true\" aria-describedby=\"fault\"")
        .doesNotContain("<script>alert");
    assertThat(email()).isEqualTo(ADA);
  }

  @Test
  void a_wrong_code_comes_back_with_its_fault_and_the_right_one_works_after_it() {
    ask(NEW);
    var code = mailed(NEW);

    var refused = prove(code.startsWith("9") ? "10000000" : "90000000");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("id=\"fault\"", "wrong, has expired");
    assertThat(prove("<script>").status()).isEqualTo(422);
    assertThat(prove(code).status()).isEqualTo(303);
    assertThat(prove(code).status()).isEqualTo(422);
  }

  @Test
  void whose_mailbox_is_proven_hears_that_the_address_was_taken_meanwhile() {
    ask(NEW);
    var code = mailed(NEW);
    server.signUp(NEW);

    var refused = prove(code);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("has an account already, or is kept for one");
    assertThat(email()).isEqualTo(ADA);
  }

  @Test
  void who_signed_in_too_long_ago_is_led_to_show_who_he_is_before_he_types_anything() {
    server.time.advance(Duration.ofMinutes(5));

    var page = browser.open(PAGE);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("href=\"" + PROVE + "\"", "<dd id=\"email\">" + ADA)
        .doesNotContain("name=\"new_email\"");
    assertThat(ask(NEW).header("Location")).contains(PROVE);
    server.storage.deliverAll();
    assertThat(server.notifier.sentTo(EmailAddress.of(NEW))).isEmpty();
  }

  @Test
  void a_code_may_be_brought_later_than_that() {
    ask(NEW);
    var code = mailed(NEW);
    server.time.advance(Duration.ofMinutes(6));

    assertThat(prove(code).status()).isEqualTo(303);
    assertThat(browser.open(PAGE + "?said=changed").body()).contains("role=\"status\"", NEW);
  }

  @Test
  void who_has_a_passkey_shows_it_and_not_the_password() {
    var keys = new PasskeyClient(server, SoftwareAuthenticator.synced(1));
    assertThat(keys.bearer(server.signIn(ADA)).add().status()).isEqualTo(201);
    var withPassword = server.browserOf(ADA);

    assertThat(withPassword.open(PAGE).body())
        .contains("has passkeys", "href=\"" + PROVE + "&amp;with=passkey\"")
        .doesNotContain("name=\"new_email\"");
    assertThat(withPassword.submit(PAGE, "new_email", NEW).header("Location"))
        .contains(PROVE + "&with=passkey");
    assertThat(withPassword.open(PROVE + "&with=passkey").body())
        .contains("a password is not enough", "id=\"passkey\"")
        .doesNotContain("id=\"password\"");
    assertThat(withPassword.open(PROVE).body()).contains("id=\"password\"");
    server.storage.deliverAll();
    assertThat(server.notifier.sentTo(EmailAddress.of(NEW)))
        .noneMatch(Notification.AddressCode.class::isInstance);
  }

  @Test
  void a_code_of_somebody_else_changes_nothing() {
    ask(NEW);
    var code = mailed(NEW);
    server.signUp(BOB);
    var bob = server.browserOf(BOB);

    assertThat(bob.submit(CODE, "code", code).status()).isEqualTo(422);
    assertThat(bob.get("/api/v1/auth/me").text("email")).isEqualTo(BOB);
    assertThat(email()).isEqualTo(ADA);
    assertThat(prove(code).status()).isEqualTo(303);
  }

  @Test
  void strangers_are_led_to_where_one_signs_in() {
    var stranger = server.browser();

    for (var answer :
        List.of(
            stranger.open(PAGE),
            stranger.open(CODE),
            stranger.submit(PAGE, "new_email", NEW),
            stranger.submit(CODE, "code", "12345678"))) {
      assertThat(answer.header("Location")).contains("/sign-in?return_to=%2Faccount%2Femail");
    }
  }
}
