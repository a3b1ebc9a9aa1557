package dev.latchkey.bootstrap.settings;

import static dev.latchkey.bootstrap.settings.Syntaxes.require;

import dev.latchkey.adapter.http.RatePolicy;
import dev.latchkey.domain.ratelimit.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What can be set about how many requests are let through. */
final class RateSettings {
  /** What one counter remembers grows with its limit. */
  private static final int MOST = 10_000;

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Pattern LIMIT = Pattern.compile("([a-z+.-]+)=(\\d{1,5})/(\\w{1,20})");

  private RateSettings() {}

  static final Setting<Switch> RATE_LIMITS =
      Setting.of(
          "RATE_LIMITS",
          Section.LIMITS,
          Syntaxes.oneOf(Switch.class),
          "on",
          "Whether requests are counted. `off` is for load tests, in local mode only. What bounds"
              + " guesses at passwords and codes stays.");

  static final Setting<Integer> RATE_LIMIT_PER_MINUTE =
      Setting.of(
          "RATE_LIMIT_PER_MINUTE",
          Section.LIMITS,
          Syntaxes.number(1, MOST).withExample("300"),
          "300",
          "Requests that one client address is answered in any minute, whatever they are for. Raise"
              + " it where a server of yours calls for many users.");

  static final Setting<List<RateLimit>> RATE_LIMIT_OPERATIONS =
      Setting.optional(
          "RATE_LIMIT_OPERATIONS",
          Section.LIMITS,
          Syntaxes.listOf(
              new Syntax<>(
                  "`NAME=NUMBER/TIME` with a name of docs/features/limits.md, a number from 1 to "
                      + MOST
                      + " and a time from 1s to 1h",
                  "login.address=1000/15m",
                  RateSettings::limit)),
          "the table in docs/features/limits.md",
          "Other numbers for limits of single operations: so many requests in any stretch of this"
              + " time, for each client address, or account, or both.");

  private static RateLimit limit(String text) {
    var match = LIMIT.matcher(text);
    require(match.matches(), "is not of that form");
    require(
        RatePolicy.operationNames().contains(match.group(1)),
        "names a limit that there is not; there are "
            + String.join(", ", RatePolicy.operationNames()));
    var number = Syntaxes.number(1, MOST).parse(match.group(2));
    var window = Syntaxes.duration(Duration.ofSeconds(1), LONGEST).parse(match.group(3));
    return new RateLimit(match.group(1), number, window);
  }

  static RatePolicy policy(Values values) {
    var policy = RatePolicy.standard().perMinute(values.get(RATE_LIMIT_PER_MINUTE));
    for (var limit : values.find(RATE_LIMIT_OPERATIONS).orElse(List.of())) {
      policy = policy.with(limit);
    }
    return values.get(RATE_LIMITS) == Switch.ON ? policy : policy.off();
  }
}
