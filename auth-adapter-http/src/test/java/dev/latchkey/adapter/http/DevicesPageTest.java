package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.device.DeviceDescription;
import dev.latchkey.testkit.memory.InMemoryDeviceDescriber;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of the devices that are known. */
class DevicesPageTest {
  private static final String ADA = "ada@example.com";
  private static final String EVE = "eve@example.com";
  private static final String PAGE = "/account/devices";
  private static final String UNKNOWN = "01890a5d-ac96-774b-bcce-b302099a8057";
  private static final Pattern ID = Pattern.compile("name=\"device_id\" value=\"([^\"]+)\"");

  private final InMemoryDeviceDescriber describer = new InMemoryDeviceDescriber();

  @AutoClose
  private final TestServer server =
      new TestServer(new TestServer.Options().ports(ports -> ports.describedBy(describer)));

  private Browser browser = server.browser();

  @BeforeEach
  void somebody() {
    describer.add("Edge/1", new DeviceDescription("Edge 140", "Windows 11", "desktop"));
    server.signUp(ADA);
    server.time.advance(Duration.ofMinutes(1));
    browser = new Browser(server.client().with("User-Agent", "Edge/1"));
    browser.ask("/api/v1/auth/login", TestServer.credentials(ADA));
  }

  private static String newest(Answer page) {
    var id = ID.matcher(page.body());
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  private static long shown(Answer page) {
    return ID.matcher(page.body()).results().count();
  }

  @Test
  void each_device_tells_what_it_is_and_when_it_was_seen_and_which_is_this_one() {
    var page = browser.open(PAGE);

    assertThat(shown(page)).isEqualTo(2);
    assertThat(page.body())
        .contains("Edge 140 on Windows 11", "2 November 2026, 10:16 UTC", "127.0.0.1")
        .contains("aria-labelledby=\"forget-1 device-1 last-1\"")
        .containsOnlyOnce("<span class=\"tag\">this one</span>");
    PageParts.checkAlone(page);
  }

  @Test
  void a_device_is_forgotten_and_nobody_is_signed_out_by_it() {
    var id = newest(browser.open(PAGE));

    var done = browser.submit(PAGE + "/forget", "device_id", id);

    assertThat(done.header("Location")).contains(PAGE + "?said=forgotten");
    var page = browser.open(PAGE + "?said=forgotten");
    assertThat(shown(page)).isEqualTo(1);
    assertThat(page.body()).contains("role=\"status\"").doesNotContain(id, "class=\"tag\"");
    assertThat(browser.submit(PAGE + "/forget", "device_id", id).header("Location"))
        .isEqualTo(done.header("Location"));
  }

  @Test
  void anothers_device_is_answered_like_one_that_never_was_and_stays() {
    var id = newest(browser.open(PAGE));
    server.signUp(EVE);
    var eve = server.browserOf(EVE);

    var refused = eve.submit(PAGE + "/forget", "device_id", id);
    var unknown = eve.submit(PAGE + "/forget", "device_id", UNKNOWN);
    var nonsense = eve.submit(PAGE + "/forget", "device_id", "<script>");

    assertThat(refused.status()).isEqualTo(303).isEqualTo(unknown.status());
    assertThat(refused.header("Location"))
        .isEqualTo(unknown.header("Location"))
        .isEqualTo(nonsense.header("Location"));
    assertThat(shown(browser.open(PAGE))).isEqualTo(2);
    assertThat(eve.open(PAGE).body()).doesNotContain(id);
  }

  @Test
  void where_none_is_known_that_is_said() {
    for (var n = 0; n < 2; n++) {
      browser.submit(PAGE + "/forget", "device_id", newest(browser.open(PAGE)));
    }
    assertThat(browser.open(PAGE).body()).contains("None is known.");
  }

  @Test
  void strangers_are_led_to_where_one_signs_in() {
    assertThat(server.browser().open(PAGE).header("Location"))
        .contains("/sign-in?return_to=%2Faccount%2Fdevices");
    assertThat(
            server
                .browser()
                .submit(PAGE + "/forget", "device_id", newest(browser.open(PAGE)))
                .header("Location"))
        .contains("/sign-in?return_to=%2Faccount%2Fdevices");
    assertThat(shown(browser.open(PAGE))).isEqualTo(2);
  }
}
