package dev.latchkey.adapter.device;

import dev.latchkey.domain.device.DeviceDescriber;
import dev.latchkey.domain.device.DeviceDescription;
import dev.latchkey.domain.kernel.ClientContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import nl.basjes.parse.useragent.UserAgent;
import nl.basjes.parse.useragent.UserAgentAnalyzer;
import org.jspecify.annotations.Nullable;

/**
 * Reads user agents and client hints with Yauaa, whose rules take seconds to load and a lot of
 * memory to hold: they are loaded in the background when somebody first asks. Until then, and where
 * there is no room for them, the user agent is told as it came.
 */
public final class YauaaDeviceDescriber implements DeviceDescriber {
  /** What it writes in place of a version that it does not know. */
  private static final String VERSIONLESS = "??";

  private static final String BROWSER = "AgentNameVersionMajor";
  private static final String SYSTEM = "OperatingSystemNameVersionMajor";
  private static final String TYPE = "DeviceClass";
  private static final int REMEMBERED = 2000;

  /** As much as {@link ClientContext} keeps; Yauaa sees no more. */
  private static final int LONGEST = 512;

  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final InBackground<UserAgentAnalyzer> analyzer;

  YauaaDeviceDescriber(Callable<UserAgentAnalyzer> maker, InstantSource time) {
    this.analyzer = new InBackground<>("latchkey-user-agents", maker, PAUSE, time);
  }

  /** One that loads nothing before somebody asks. */
  public static YauaaDeviceDescriber open(InstantSource time) {
    return new YauaaDeviceDescriber(() -> Room.FOR_RULES.check(YauaaDeviceDescriber::load), time);
  }

  static UserAgentAnalyzer load() {
    return UserAgentAnalyzer.newBuilder()
        .hideMatcherLoadStats()
        .withFields(BROWSER, SYSTEM, TYPE)
        .withUserAgentMaxLength(LONGEST)
        .withCache(REMEMBERED)
        .withClientHintsCache(REMEMBERED)
        .dropTests()
        .immediateInitialization()
        .build();
  }

  @Override
  public DeviceDescription describe(ClientContext client) {
    var agent = client.userAgent();
    if (agent == null) {
      return new DeviceDescription(null, null, null);
    }
    return analyzer
        .get()
        .flatMap(there -> Attempt.at(() -> read(there, headers(agent, client))).result())
        .orElseGet(() -> new DeviceDescription(agent, null, null));
  }

  private static Map<String, String> headers(String agent, ClientContext client) {
    var headers = new HashMap<>(client.hints().fields());
    headers.put("user-agent", agent);
    return headers;
  }

  private static DeviceDescription read(UserAgentAnalyzer analyzer, Map<String, String> headers) {
    var told = analyzer.parse(headers);
    var type = known(told, TYPE);
    // So it calls whatever looks odd to it; nobody is to be frightened by that.
    return type == null || type.startsWith("Hacker")
        ? new DeviceDescription(headers.get("user-agent"), null, null)
        : new DeviceDescription(
            known(told, BROWSER), known(told, SYSTEM), type.toLowerCase(Locale.ROOT));
  }

  private static @Nullable String known(UserAgent told, String field) {
    var value = told.getValue(field);
    return value == null || value.startsWith("Unknown") || value.startsWith(VERSIONLESS)
        ? null
        : value.replace(" " + VERSIONLESS, "");
  }
}
