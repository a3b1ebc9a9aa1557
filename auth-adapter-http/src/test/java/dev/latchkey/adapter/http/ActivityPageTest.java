package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.device.DeviceDescription;
import dev.latchkey.domain.device.Place;
import dev.latchkey.testkit.memory.InMemoryDeviceDescriber;
import dev.latchkey.testkit.memory.InMemoryIpLocator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happened to an account: for programs, and on a page. */
class ActivityPageTest {
  private static final String ADA = "ada@example.com";
  private static final String EVE = "eve@example.com";
  private static final String PAGE = "/account/activity";
  private static final String ACTIVITY = "/api/v1/users/activity";

  private final InMemoryDeviceDescriber describer = new InMemoryDeviceDescriber();
  private final InMemoryIpLocator locator = new InMemoryIpLocator();

  @AutoClose
  private final TestServer server =
      new TestServer(
          new TestServer.Options().ports(ports -> ports.describedBy(describer).locatedBy(locator)));

  private Browser browser = server.browser();

  @BeforeEach
  void somebody() {
    server.signUp(ADA);
    later();
    browser = server.browserOf(ADA);
    later();
  }

  private void later() {
    server.time.advance(Duration.ofMinutes(1));
  }

  /** Somebody does not know the password. */
  private void guess(String email, String agent) {
    server
        .client()
        .with("User-Agent", agent)
        .post("/api/v1/auth/login", TestServer.credentials(email).replace("correct", "wrong"));
    later();
  }

  @Test
  void the_newest_is_first_with_when_and_where_from() {
    describer.add("Edge/1", new DeviceDescription("Edge 140", "Windows 11", "desktop"));
    locator.add("127.0.0.1", new Place("London", "England", "United Kingdom", "GB"));
    guess(ADA, "Edge/1");

    var page = browser.open(PAGE);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .containsSubsequence(
            "A wrong password was tried.",
            "2 November 2026, 10:17 UTC",
            "Edge 140 on Windows 11",
            "London, England, United Kingdom · 127.0.0.1",
            "You signed in with your password.",
            "Your account was made.");
    PageParts.checkAlone(page);
    assertThat(browser.reading("de").open(PAGE).body())
        .contains("Ein falsches Passwort wurde probiert.", "2. November 2026, 10:17 UTC");
  }

  @Test
  void programs_are_told_the_same() {
    guess(ADA, "curl/8");

    var answer = browser.get(ACTIVITY + "?limit=2");

    assertThat(answer.status()).isEqualTo(200);
    var items = answer.json().path("items");
    assertThat(items).hasSize(2);
    assertThat(items.get(0).path("kind").asText()).isEqualTo("wrong_password");
    assertThat(items.get(0).path("at").asText()).isEqualTo("2026-11-02T10:17:30Z");
    assertThat(items.get(0).path("ip").asText()).isEqualTo("127.0.0.1");
    assertThat(items.get(0).at("/device/user_agent").asText()).isEqualTo("curl/8");
    assertThat(items.get(0).path("location").isNull()).isTrue();
    assertThat(answer.header("Cache-Control")).contains("no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "-1", "x", "", "1e2"})
  void how_much_is_asked_for_must_make_sense(String limit) {
    assertThat(browser.get(ACTIVITY + "?limit=" + limit).problem()).isEqualTo("422 invalid_fields");
    assertThat(browser.get(ACTIVITY + "?limit=100").status()).isEqualTo(200);
  }

  @Test
  void what_happened_to_others_is_told_to_nobody_else() {
    server.signUp(EVE);
    guess(EVE, "curl/8");

    assertThat(browser.open(PAGE).body()).doesNotContain("A wrong password");
    assertThat(browser.get(ACTIVITY).body()).doesNotContain("wrong_password");
    assertThat(server.browserOf(EVE).open(PAGE).body()).contains("A wrong password");
  }

  @Test
  void an_agent_is_shown_as_text_and_no_secret_is_shown() {
    guess(ADA, "<script>alert(1)</script> {{7*7}}");

    var page = browser.open(PAGE);
    assertThat(page.body())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}")
        .doesNotContain("<script>alert", "lkr_", "lkd_", "wrong horse");
    PageParts.checkScripts(page);
  }

  @Test
  void a_page_with_much_on_it_is_still_small() {
    for (var n = 0; n < 40; n++) {
      later();
      browser.submit("/account/profile", "name", "Ada " + n, "language", "");
    }

    var page = browser.open(PAGE);
    assertThat(page.body().split("You changed your profile.", -1)).hasSize(31);
    assertThat(page.body().length()).isLessThan(30 << 10);
  }

  @Test
  void strangers_are_told_nothing() {
    assertThat(server.browser().open(PAGE).header("Location"))
        .contains("/sign-in?return_to=%2Faccount%2Factivity");
    assertThat(
            List.of(server.client().get(ACTIVITY).problem(), server.client().get(PAGE).problem()))
        .containsOnly("401 unauthenticated");
  }
}
