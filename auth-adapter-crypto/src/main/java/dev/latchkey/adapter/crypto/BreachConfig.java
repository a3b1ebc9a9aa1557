package dev.latchkey.adapter.crypto;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * Where leaked passwords are looked up.
 *
 * @param ranges what the five digits are appended to, after a slash; https outside loopback
 * @param patience for the whole of an answer
 */
public record BreachConfig(URI ranges, Duration patience) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Duration STANDARD_PATIENCE = Duration.ofMillis(300);

  public BreachConfig {
    checked(ranges);
    if (!patience.isPositive()) {
      throw new IllegalArgumentException("an answer takes a while");
    }
  }

  /** With the patience that one may have while somebody waits: 300 ms. */
  public static BreachConfig of(URI ranges) {
    return new BreachConfig(ranges, STANDARD_PATIENCE);
  }

  /**
   * The address, when it is one to ask.
   *
   * @throws IllegalArgumentException with what is wrong, in words that go on from "it …"
   */
  public static URI checked(URI ranges) {
    var scheme = ranges.getScheme();
    require(ranges.getHost() != null, "names no host");
    require("https".equals(scheme) || "http".equals(scheme), "is neither http nor https");
    require(
        "https".equals(scheme) || LOOPBACK.contains(ranges.getHost()),
        "is http, and would tell the network about passwords");
    require(
        ranges.getRawUserInfo() == null
            && ranges.getRawQuery() == null
            && ranges.getRawFragment() == null,
        "has a user, a query or a fragment");
    return ranges;
  }

  private static void require(boolean holds, String fault) {
    if (!holds) {
      throw new IllegalArgumentException(fault);
    }
  }
}
