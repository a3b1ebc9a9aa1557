package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page where somebody says how he is called, and in which language he is written to. */
class ProfilePageTest {
  private static final String ADA = "ada@example.com";
  private static final String PAGE = "/account/profile";
  private static final String PROFILE = "/api/v1/users/profile";

  @AutoClose private final TestServer server = TestServer.start();
  private Browser browser = server.browser();

  @BeforeEach
  void somebody() {
    server.signUp(ADA);
    browser = server.browserOf(ADA);
  }

  private Answer save(String name, String language) {
    return browser.submit(PAGE, "name", name, "language", language);
  }

  @Test
  void name_and_language_are_changed() {
    assertThat(browser.open(PAGE).body())
        .contains(
            "id=\"name\" name=\"name\" type=\"text\" value=\"Ada\"",
            "<option value=\"de\" lang=\"de\">Deutsch</option>",
            "<option value=\"en\" lang=\"en\">English</option>",
            "<option value=\"\">The usual one of Latchkey</option>");

    var saved = save("Ada Lovelace", "de");

    assertThat(saved.header("Location")).contains(PAGE + "?said=saved");
    var page = browser.open(PAGE + "?said=saved");
    assertThat(page.body())
        .contains(
            "<p role=\"status\">Saved.</p>",
            "value=\"Ada Lovelace\"",
            "<option value=\"de\" lang=\"de\" selected>Deutsch</option>");
    assertThat(browser.get(PROFILE).text("name")).isEqualTo("Ada Lovelace");
    assertThat(browser.get(PROFILE).text("language")).isEqualTo("de");
    PageParts.checkAlone(page);
  }

  @Test
  void what_is_left_empty_is_taken_away() {
    save("Ada", "de");
    assertThat(save(" ", "").status()).isEqualTo(303);

    assertThat(browser.get(PROFILE).json().path("name").isNull()).isTrue();
    assertThat(browser.get(PROFILE).json().path("language").isNull()).isTrue();
    assertThat(browser.open("/account").body()).doesNotContain("id=\"name\"");
  }

  @Test
  void a_name_that_cannot_be_kept_comes_back_with_its_fault() {
    var refused = save("x".repeat(101), "de");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains(
            "<title>Error: Profile",
            "id=\"name-fault\" class=\"fault\" role=\"alert\"",
            "aria-invalid=\"true\" aria-describedby=\"name-fault\"",
            "value=\"" + "x".repeat(101) + "\"",
            "lang=\"de\" selected")
        .doesNotContain("language-fault");
    assertThat(browser.get(PROFILE).text("name")).isEqualTo("Ada");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<script>alert(1)</script>", "klingon!", "x-y", "und"})
  void what_is_no_language_comes_back_with_its_fault(String language) {
    var refused = save("Ada", language);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("id=\"language-fault\"", "aria-describedby=\"language-fault\"")
        .doesNotContain("<script>alert", "name-fault");
    assertThat(browser.get(PROFILE).json().path("language").isNull()).isTrue();
  }

  @Test
  void a_language_without_mails_stays_chosen() {
    browser.submit(PAGE, "name", "Ada", "language", "fr");

    assertThat(browser.open(PAGE).body())
        .contains("<option value=\"fr\" lang=\"fr\" selected>Français</option>");
  }

  @Test
  void a_hostile_name_is_shown_as_text() {
    save("<script>alert(1)</script> {{7*7}}", "");

    var page = browser.open(PAGE);
    assertThat(page.body()).contains("{{7*7}}").doesNotContain("<script>alert");
    PageParts.checkScripts(page);
  }

  @Test
  void strangers_are_led_to_where_one_signs_in() {
    assertThat(server.browser().open(PAGE).header("Location"))
        .contains("/sign-in?return_to=%2Faccount%2Fprofile");
    assertThat(server.browser().submit(PAGE, "name", "Eve", "language", "").header("Location"))
        .contains("/sign-in?return_to=%2Faccount%2Fprofile");
    assertThat(browser.get(PROFILE).text("name")).isEqualTo("Ada");
  }
}
