package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.user.EmailAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages where somebody takes along what we know, and leaves. */
class DataPageTest {
  private static final String ADA = "ada@example.com";
  private static final String EVE = "eve@example.com";
  private static final String PAGE = "/account/data";
  private static final String DELETE = "/account/data/delete";
  private static final String PROVE = "/reauthenticate?return_to=%2Faccount%2Fdata";
  private static final String COMING = "This account will be deleted on 9 November 2026.";

  @AutoClose private final TestServer server = TestServer.start();
  private Browser browser = server.browser();

  @BeforeEach
  void somebody() {
    server.signUp(ADA);
    browser = server.browserOf(ADA);
  }

  private Answer export(Browser who) {
    return who.submit(PAGE + "/export", "export", "json");
  }

  private Answer delete(Browser who) {
    return who.submit(DELETE, "sure", "yes");
  }

  private Answer keep(Browser who) {
    return who.submit(PAGE + "/keep", "keep", "yes");
  }

  @Test
  void what_is_known_is_taken_along_as_a_file() {
    assertThat(browser.open(PAGE).body()).contains("action=\"/account/data/export\"");

    var led = export(browser);
    assertThat(led.status()).isEqualTo(303);
    var file = browser.open(led.header("Location").orElseThrow());
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("Content-Disposition").orElseThrow()).startsWith("attachment;");
    assertThat(file.json().at("/profile/0/email").asText()).isEqualTo(ADA);
    assertThat(file.json().path("complete").asBoolean()).isTrue();
  }

  @Test
  void leaving_is_asked_for_twice_and_tells_the_day() {
    assertThat(browser.open(PAGE).body()).contains("href=\"/account/data/delete\"");
    var asked = browser.open(DELETE);
    assertThat(asked.body()).contains("will be deleted on 9 November 2026", "mail with a link");
    PageParts.checkAlone(asked);
    assertThat(browser.open(PAGE).body()).doesNotContain(COMING);

    var done = delete(browser);
    assertThat(done.header("Location")).contains(PAGE + "?said=deleting");
    assertThat(browser.open(PAGE + "?said=deleting").body())
        .contains(COMING, "role=\"status\"", "action=\"/account/data/keep\"")
        .doesNotContain("href=\"/account/data/delete\"");
    server.storage.deliverAll();
    assertThat(server.notifier.sentTo(EmailAddress.of(ADA)))
        .anyMatch(Notification.DeletionPending.class::isInstance);
  }

  @Test
  void who_thinks_better_of_it_stays() {
    delete(browser);
    assertThat(browser.open("/account").body()).contains(COMING, "action=\"/account/data/keep\"");

    var kept = keep(browser);

    assertThat(kept.header("Location")).contains(PAGE + "?said=kept");
    assertThat(browser.open(PAGE + "?said=kept").body())
        .contains("Your account stays.")
        .doesNotContain(COMING);
    assertThat(browser.open("/account").body()).doesNotContain(COMING);
    assertThat(keep(browser).status()).isEqualTo(303);
  }

  @Test
  void who_signed_in_too_long_ago_shows_first_who_he_is_but_stays_without() {
    delete(browser);
    server.time.advance(Duration.ofMinutes(5));

    assertThat(export(browser).header("Location")).contains(PROVE);
    assertThat(browser.open(DELETE).header("Location")).contains(PROVE);
    assertThat(keep(browser).header("Location")).contains(PAGE + "?said=kept");
    assertThat(delete(browser).header("Location")).contains(PROVE);
    assertThat(browser.open(PAGE).body()).doesNotContain(COMING);
  }

  @Test
  void somebody_else_deletes_and_keeps_nothing_of_hers() {
    server.signUp(EVE);
    var eve = server.browserOf(EVE);
    delete(eve);
    assertThat(browser.open(PAGE).body()).doesNotContain(COMING);

    delete(browser);
    keep(eve);
    assertThat(browser.open(PAGE).body()).contains(COMING);
    assertThat(eve.open(export(eve).header("Location").orElseThrow()).body()).doesNotContain(ADA);
  }

  @Test
  void strangers_are_led_to_where_one_signs_in() {
    var stranger = server.browser();

    for (var answer :
        List.of(
            stranger.open(PAGE),
            stranger.open(DELETE),
            export(stranger),
            delete(stranger),
            keep(stranger))) {
      assertThat(answer.header("Location")).contains("/sign-in?return_to=%2Faccount%2Fdata");
    }
    assertThat(browser.open(PAGE).body()).doesNotContain(COMING);
  }

  @Test
  void below_a_base_path_strangers_are_led_as_above_it() {
    try (var below = new TestServer(new TestServer.Options().basePath("/identity"))) {
      var led = below.browser().open("/identity/account/data");
      assertThat(led.header("Location")).contains("/identity/sign-in?return_to=%2Faccount%2Fdata");
    }
  }
}
