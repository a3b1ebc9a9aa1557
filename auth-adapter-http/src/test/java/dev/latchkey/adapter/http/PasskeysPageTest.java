package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testkit.passkey.SoftwareAuthenticator;
import dev.latchkey.testkit.requirement.Requirement;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page where somebody looks after his passkeys. */
class PasskeysPageTest {
  private static final String ADA = "ada@example.com";
  private static final String EVE = "eve@example.com";
  private static final String PAGE = "/account/passkeys";

  @AutoClose private final TestServer server = TestServer.start();
  private PasskeyBrowser keys;
  private Browser browser;

  @BeforeEach
  void somebody() {
    server.signUp(ADA);
    browser = server.browserOf(ADA);
    keys = new PasskeyBrowser(browser, SoftwareAuthenticator.synced(7));
  }

  private Answer rename(String id, String name) {
    return browser.submit(PAGE + "/rename", "id", id, "name", name);
  }

  private Answer remove(String id) {
    return browser.submit(PAGE + "/remove", "id", id);
  }

  @Test
  @Requirement("S3-24")
  void passkeys_are_listed_with_what_their_owner_wants_to_know() {
    assertThat(browser.open(PAGE).body()).contains("You have no passkey yet.");
    keys.add();
    new PasskeyBrowser(browser, SoftwareAuthenticator.securityKey(8)).add();

    var page = browser.open(PAGE);
    assertThat(page.body())
        .contains("Last used", "never", "on all your devices", "on a security key")
        .contains("Adding one needs JavaScript", "data-again=\"/reauthenticate?return_to=");
    PageParts.checkAlone(page);
    assertThat(keys.signIn().status()).isEqualTo(200);
    assertThat(browser.open(PAGE).body()).contains("UTC</dd>");
  }

  @Test
  @Requirement("S3-24")
  void a_passkey_gets_another_name() {
    var id = keys.add();

    var done = rename(id, "Laptop");
    assertThat(done.header("Location")).contains(PAGE + "?said=renamed");
    assertThat(browser.open(PAGE + "?said=renamed").body())
        .contains("role=\"status\"", "<h2>Laptop</h2>", "Remove Laptop");
  }

  @Test
  void a_name_that_cannot_be_kept_comes_back_at_its_field() {
    var id = keys.add();
    var other = new PasskeyBrowser(browser, SoftwareAuthenticator.securityKey(8)).add();

    var refused = rename(id, "x".repeat(101));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("<title>Error:", "id=\"fault\" role=\"alert\"", "<details open>")
        .contains("value=\"" + "x".repeat(101) + "\" required autocomplete=\"off\" aria-invalid")
        .containsOnlyOnce("aria-invalid")
        .contains("id=\"name-" + other + "\"");
    assertThat(rename(id, " ").status()).isEqualTo(422);
    assertThat(browser.open(PAGE).body()).doesNotContain("xxx");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\" onfocus=alert(1) autofocus x=\"",
        "{{ 7 * 7 }} {% raise %}",
        "\u202edrowssap"
      })
  void a_hostile_name_is_text(String name) {
    var id = keys.add();
    rename(id, name);

    var page = browser.open(PAGE);
    assertThat(page.body())
        .doesNotContain("<script>alert", "\" onfocus", "49 ")
        .contains("value=\"" + id + "\"");
    PageParts.checkScripts(page);
  }

  @Test
  @Requirement("S3-24")
  void a_passkey_is_removed_and_signs_nobody_in() {
    var id = keys.add();
    assertThat(browser.open(PAGE).body()).contains("action=\"/account/passkeys/remove\"");

    var done = remove(id);
    assertThat(done.header("Location")).contains(PAGE + "?said=removed");
    assertThat(browser.open(PAGE + "?said=removed").body())
        .contains("role=\"status\"", "You have no passkey yet.", "Sign out everywhere else");
    assertThat(keys.signIn().status()).isEqualTo(401);
  }

  @Test
  void the_last_way_in_stays() {
    var only = PasskeyBrowser.withoutPassword(server, EVE);
    var id = only.browser.get(PasskeyClient.PASSKEYS).json().at("/items/0/id").asText();

    var refused = only.browser.submit(PAGE + "/remove", "id", id);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("role=\"alert\"", "only way to sign in", id);
    assertThat(only.signIn().status()).isEqualTo(200);
  }

  @Test
  void a_passkey_of_somebody_else_is_as_if_it_never_was() {
    var hers = PasskeyBrowser.withoutPassword(server, EVE);
    var id = hers.browser.get(PasskeyClient.PASSKEYS).json().at("/items/0/id").asText();

    for (var strange : new String[] {id, new UUID(0, 7).toString(), "x", "'--"}) {
      assertThat(rename(strange, "Mine").header("Location")).contains(PAGE);
      assertThat(remove(strange).header("Location")).contains(PAGE);
    }
    assertThat(hers.browser.open(PAGE).body()).contains(id).doesNotContain("Mine");
    assertThat(browser.open(PAGE).body()).doesNotContain(id);
  }

  @Test
  void others_are_signed_out_when_he_wants_that() {
    var other = server.browserOf(ADA);
    keys.add();
    assertThat(browser.open(PAGE + "?said=added").body()).contains("name=\"others\"");
    assertThat(browser.open(PAGE).body()).doesNotContain("name=\"others\"");

    var done = browser.submit(PAGE + "/others", "others", "end");
    assertThat(done.header("Location")).contains(PAGE + "?said=ended");
    assertThat(other.open(PAGE).header("Location"))
        .contains("/sign-in?return_to=%2Faccount%2Fpasskeys");
    assertThat(browser.open(PAGE + "?said=ended").status()).isEqualTo(200);
  }

  @Test
  void whoever_keeps_passkeys_is_told_after_a_change_and_only_then() {
    var gone = keys.add();
    var kept = new PasskeyBrowser(browser, SoftwareAuthenticator.securityKey(8));
    kept.add();
    remove(gone);
    var signal = browser.get(PasskeyClient.PASSKEYS).json().path("signal");

    for (var news : new String[] {"added", "renamed", "removed"}) {
      assertThat(browser.open(PAGE + "?said=" + news).body())
          .contains("data-rp=\"localhost\"")
          .contains("data-user=\"" + signal.path("user_id").asText() + "\"")
          .contains("data-credentials=\"" + signal.at("/accepted_credential_ids/0").asText() + "\"")
          .contains("data-name=\"" + ADA + "\" data-display-name=\"Ada\"");
    }
    for (var nothing : new String[] {"", "?said=ended", "?said=%3Cscript%3E"}) {
      assertThat(browser.open(PAGE + nothing).body()).doesNotContain("data-rp", "<script>");
    }
  }

  @Test
  void whoever_is_not_signed_in_is_led_to_where_he_can_be_and_back() {
    var stranger = server.browser();
    for (var form : new String[] {"/rename", "/remove", "/others"}) {
      assertThat(stranger.submit(PAGE + form).header("Location"))
          .contains("/sign-in?return_to=%2Faccount%2Fpasskeys");
    }
    assertThat(stranger.open(PAGE).header("Location"))
        .contains("/sign-in?return_to=%2Faccount%2Fpasskeys");
  }

  @Test
  void where_there_are_no_passkeys_there_is_no_page() {
    try (var plain = new TestServer(new TestServer.Options().withoutPasskeys())) {
      plain.signUp(ADA);
      var signedIn = plain.browserOf(ADA);
      assertThat(signedIn.open(PAGE).status()).isEqualTo(404);
      assertThat(signedIn.open("/account").body()).doesNotContain("passkey\"", "id=\"upgrade\"");
      assertThat(signedIn.open("/reauthenticate").body()).doesNotContain("id=\"passkey\"");
    }
  }

  @Test
  void a_browser_may_make_a_passkey_by_itself_for_whoever_has_none() {
    assertThat(browser.open("/account").body())
        .contains("id=\"upgrade\"", "passkeys/registration-options");
    keys.add();
    assertThat(browser.open("/account").body()).doesNotContain("id=\"upgrade\"");
  }
}
