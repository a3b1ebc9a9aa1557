package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.device.DeviceDescription;
import dev.latchkey.domain.device.Place;
import dev.latchkey.testkit.memory.InMemoryDeviceDescriber;
import dev.latchkey.testkit.memory.InMemoryIpLocator;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page where somebody sees where he is signed in. */
class SessionsPageTest {
  private static final String ADA = "ada@example.com";
  private static final String EVE = "eve@example.com";
  private static final String PAGE = "/account/sessions";
  private static final String UNKNOWN = "01890a5d-ac96-774b-bcce-b302099a8057";
  private static final Pattern ID = Pattern.compile("name=\"session_id\" value=\"([^\"]+)\"");
  private static final Pattern OLDER = Pattern.compile("href=\"([^\"]+\\?cursor=[^\"]+)\"");

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
    server.time.advance(Duration.ofMinutes(1));
    browser = server.browserOf(ADA);
  }

  private static List<String> ids(Answer page) {
    return ID.matcher(page.body()).results().map(MatchResult::group).toList();
  }

  private static String id(Browser of) {
    return of.get("/api/v1/auth/me").text("session_id");
  }

  private Browser from(String agent) {
    var other = new Browser(server.client().with("User-Agent", agent));
    assertThat(other.ask("/api/v1/auth/login", TestServer.credentials(ADA)).status())
        .isEqualTo(200);
    return other;
  }

  private static boolean isIn(Browser who) {
    return who.get("/api/v1/auth/me").status() == 200;
  }

  @Test
  void each_session_tells_its_device_and_place_and_when() {
    describer.add("Edge/1", new DeviceDescription("Edge 140", "Windows 11", "desktop"));
    locator.add("127.0.0.1", new Place("London", "England", "United Kingdom", "GB"));
    from("Edge/1");

    var page = browser.open(PAGE);

    assertThat(page.status()).isEqualTo(200);
    assertThat(ids(page)).hasSize(3);
    assertThat(page.body())
        .contains(
            "Edge 140 on Windows 11",
            "London, England, United Kingdom · 127.0.0.1",
            "2 November 2026, 10:16 UTC",
            "<time datetime=\"2026-11-02T10:16:30Z\">")
        .containsOnlyOnce("<span class=\"tag\">this one</span>");
    PageParts.checkAlone(page);
    assertThat(browser.reading("de").open(PAGE).body())
        .contains(
            "Edge 140 auf Windows 11",
            "London, England, Vereinigtes Königreich · 127.0.0.1",
            "2. November 2026, 10:16 UTC");
  }

  @Test
  void a_device_of_which_nothing_is_known_is_an_unknown_one() {
    try (var plain = TestServer.start()) {
      plain.signUp(ADA);
      assertThat(plain.browserOf(ADA).open(PAGE).body()).contains("Unknown device", "127.0.0.1");
    }
  }

  @Test
  void an_agent_is_shown_as_text() {
    from("<script>alert(1)</script>\"><img src=x> {{7*7}}");

    var page = browser.open(PAGE);
    assertThat(page.body())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "{{7*7}}")
        .doesNotContain("<script>alert", "<img src=x");
    PageParts.checkScripts(page);
  }

  @Test
  void every_button_says_which_session_it_ends() {
    from("curl/8");
    var page = browser.open(PAGE).body();

    for (var n = 0; n < 3; n++) {
      assertThat(page)
          .contains(
              "aria-labelledby=\"end-%d session-%d since-%d\"".formatted(n, n, n),
              "id=\"end-%d\"".formatted(n),
              "<h2 id=\"session-%d\">".formatted(n),
              "id=\"since-%d\"".formatted(n));
    }
  }

  @Test
  void another_session_is_ended_and_this_one_goes_on() {
    var other = from("curl/8");

    var ended = browser.submit(PAGE + "/end", "session_id", id(other));

    assertThat(ended.status()).isEqualTo(303);
    assertThat(ended.header("Location")).contains(PAGE + "?said=ended");
    assertThat(isIn(other)).isFalse();
    assertThat(isIn(browser)).isTrue();
    assertThat(browser.open(PAGE + "?said=ended").body())
        .contains("<p role=\"status\">That session has ended.</p>");
    assertThat(browser.submit(PAGE + "/end", "session_id", UNKNOWN).header("Location"))
        .isEqualTo(ended.header("Location"));
  }

  @Test
  void ending_this_one_signs_out() {
    var out = browser.submit(PAGE + "/end", "session_id", id(browser));

    assertThat(out.status()).isEqualTo(303);
    assertThat(out.header("Location")).contains("/sign-in?said=signed-out");
    assertThat(out.header("Clear-Site-Data")).contains("\"cache\", \"storage\"");
    assertThat(browser.cookies()).containsOnlyKeys("__Host-device");
    assertThat(browser.open(PAGE).status()).isEqualTo(303);
  }

  @Test
  void anothers_session_is_answered_like_one_that_never_was_and_goes_on() {
    server.signUp(EVE);
    var eve = server.browserOf(EVE);

    var refused = eve.submit(PAGE + "/end", "session_id", id(browser));
    var unknown = eve.submit(PAGE + "/end", "session_id", UNKNOWN);

    assertThat(refused.status()).isEqualTo(unknown.status()).isEqualTo(303);
    assertThat(refused.header("Location")).isEqualTo(unknown.header("Location"));
    assertThat(refused.cookies()).isEmpty();
    assertThat(isIn(browser)).isTrue();
    assertThat(eve.open(PAGE).body()).doesNotContain(id(browser));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "<script>", "1-1-1-1-1", "../../account"})
  void what_is_no_id_ends_nothing(String id) {
    assertThat(browser.submit(PAGE + "/end", "session_id", id).header("Location"))
        .contains(PAGE + "?said=ended");
    assertThat(isIn(browser)).isTrue();
  }

  @Test
  void all_others_are_ended() {
    var other = from("curl/8");

    var ended = browser.submit(PAGE + "/end-others", "others", "end");

    assertThat(ended.header("Location")).contains(PAGE + "?said=others-ended");
    assertThat(isIn(other)).isFalse();
    var page = browser.open(PAGE + "?said=others-ended");
    assertThat(page.body()).contains("All others have ended.").doesNotContain("/end-others");
    assertThat(ids(page)).hasSize(1);
  }

  @Test
  void a_long_list_is_read_in_parts() {
    for (var n = 0; n < 16; n++) {
      server.time.advance(Duration.ofSeconds(1));
      server.signIn(ADA);
    }

    var first = browser.open(PAGE);
    var link = OLDER.matcher(first.body());
    assertThat(link.find()).isTrue();
    var second = browser.open(link.group(1));

    assertThat(ids(first)).hasSize(15);
    assertThat(ids(second)).hasSize(3).doesNotContainAnyElementsOf(ids(first));
    assertThat(OLDER.matcher(second.body()).find()).isFalse();
    assertThat(second.body()).contains("href=\"/account/sessions\">The newest");
  }

  @Test
  void a_cursor_that_we_did_not_write_is_a_problem() {
    var page = browser.open(PAGE + "?cursor=%3Cscript%3E");

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.header("Content-Type")).contains("text/html;charset=utf-8");
    assertThat(page.body()).doesNotContain("<script>");
  }

  @Test
  void what_we_would_not_say_is_not_said() {
    assertThat(browser.open(PAGE + "?said=%3Cb%3Eyou+won").body())
        .doesNotContain("role=\"status\"");
  }

  @Test
  void strangers_are_led_to_where_one_signs_in_and_end_nothing() {
    var stranger = server.browser();

    for (var answer :
        List.of(
            stranger.open(PAGE),
            stranger.submit(PAGE + "/end", "session_id", id(browser)),
            stranger.submit(PAGE + "/end-others", "others", "end"))) {
      assertThat(answer.header("Location")).contains("/sign-in?return_to=%2Faccount%2Fsessions");
    }
    assertThat(isIn(browser)).isTrue();
  }
}
