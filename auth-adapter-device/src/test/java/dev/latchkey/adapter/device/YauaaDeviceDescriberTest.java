package dev.latchkey.adapter.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.device.DeviceDescriber;
import dev.latchkey.domain.device.DeviceDescription;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.ClientHints;
import dev.latchkey.testkit.contract.DeviceDescriberContract;
import dev.latchkey.testkit.contract.Eventually;
import dev.latchkey.testkit.requirement.Requirement;
import dev.latchkey.testkit.time.MutableTime;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import nl.basjes.parse.useragent.UserAgentAnalyzer;
import org.junit.jupiter.api.Test;

class YauaaDeviceDescriberTest extends DeviceDescriberContract {
  private static final MutableTime TIME = MutableTime.somewhen();

  /** Loaded once for all tests, as in a server. */
  private static final UserAgentAnalyzer RULES = YauaaDeviceDescriber.load();

  private static final DeviceDescriber READY = new YauaaDeviceDescriber(() -> RULES, TIME);

  private static final String CHROME =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/140.0.0.0 Safari/537.36";

  @Override
  protected DeviceDescriber ready() {
    Eventually.holds(
        () ->
            assertThat(READY.describe(new ClientContext(null, FIREFOX, null)).type()).isNotNull());
    return READY;
  }

  @Override
  protected DeviceDescriber unprepared() {
    return new YauaaDeviceDescriber(
        () -> {
          new CountDownLatch(1).await();
          throw new IllegalStateException("nobody opens it");
        },
        TIME);
  }

  @Test
  @Requirement("S1-22")
  void client_hints_tell_what_the_agent_does_not() {
    var plain = ready().describe(new ClientContext(null, CHROME, null));
    var hints =
        new ClientHints(
            Map.of(
                "sec-ch-ua",
                "\"Chromium\";v=\"140\", \"Microsoft Edge\";v=\"140\", \"Not=A?Brand\";v=\"24\"",
                "sec-ch-ua-mobile",
                "?0",
                "sec-ch-ua-platform",
                "\"Windows\"",
                "sec-ch-ua-platform-version",
                "\"15.0.0\""));
    var told = ready().describe(new ClientContext(null, CHROME, null, hints));

    assertThat(plain.browser()).isEqualTo("Chrome 140");
    assertThat(plain.system()).isNotEqualTo("Windows 11");
    assertThat(told).isEqualTo(new DeviceDescription("Edge 140", "Windows 11", "desktop"));
  }

  @Test
  void a_version_that_nobody_knows_is_left_out() {
    var agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    assertThat(ready().describe(new ClientContext(null, agent, null)))
        .isEqualTo(new DeviceDescription("Firefox 140", "Linux", "desktop"));
  }

  @Test
  void hints_that_are_nonsense_take_nothing_away() {
    var ready = ready();
    for (var nonsense :
        new String[] {"\"", "?", "\";v=\"", "(((((", "x".repeat(10_000), "\\", "?7"}) {
      for (var header : ClientHints.HEADERS) {
        var hints = new ClientHints(Map.of(header, nonsense));
        assertThat(ready.describe(new ClientContext(null, FIREFOX, null, hints)).browser())
            .as(header + ": " + nonsense)
            .isNotNull();
      }
    }
  }

  @Test
  void random_text_never_fails() {
    var ready = ready();
    var random = new Random(93);
    for (var n = 0; n < 2000; n++) {
      var agent = new StringBuilder(n % 2 == 0 ? "" : FIREFOX);
      for (var i = 0; i < 40; i++) {
        agent.insert(
            random.nextInt(agent.length() + 1),
            "()/;:%\"'\\ ,.[]{}<>ab1".charAt(random.nextInt(21)));
      }
      assertThat(ready.describe(new ClientContext(null, agent.toString(), null))).isNotNull();
    }
  }

  @Test
  void what_looks_odd_is_shown_as_it_came() {
    assertThat(ready().describe(new ClientContext(null, "' or 1=1 --", null)))
        .isEqualTo(new DeviceDescription("' or 1=1 --", null, null));
  }

  @Test
  void nothing_is_loaded_before_somebody_asks() {
    var begun = new CountDownLatch(1);
    var describer =
        new YauaaDeviceDescriber(
            () -> {
              begun.countDown();
              throw new IllegalStateException("no rules");
            },
            TIME);

    describer.describe(ClientContext.none());
    assertThat(begun.getCount()).isEqualTo(1);
    describer.describe(new ClientContext(null, FIREFOX, null));

    Eventually.holds(() -> assertThat(begun.getCount()).isZero());
  }
}
