package dev.latchkey.verifier;

import dev.latchkey.verifier.VerifierConfig.Keeping;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How long an answer may be kept: {@code max-age} less {@code Age} (RFC 9111, section 4.2), within
 * our bounds. An answer that says nothing, or forbids it, is kept for the least time.
 */
record Freshness(Duration lifetime) {
  private static final Pattern MAX_AGE =
      Pattern.compile("(?:^|[,\\s])max-age=\"?([0-9]{1,9})\"?(?:$|[,\\s])");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
  private static final Pattern FORBIDS = Pattern.compile("(?:^|[,\\s])no-(?:store|cache)");

  /** One who is in use fetches ahead of time, so that nobody waits. */
  Duration untilRefresh() {
    return lifetime.multipliedBy(4).dividedBy(5);
  }

  static Freshness of(HttpHeaders headers, Keeping bounds) {
    var control = String.join(",", headers.allValues("Cache-Control")).toLowerCase(Locale.ROOT);
    var maxAge = MAX_AGE.matcher(control);
    var said =
        maxAge.find() && !FORBIDS.matcher(control).find()
            ? seconds(maxAge.group(1))
            : Duration.ZERO;
    return new Freshness(within(bounds, said.minus(age(headers))));
  }

  private static Duration age(HttpHeaders headers) {
    return headers
        .firstValue("Age")
        .filter(text -> SECONDS.matcher(text).matches())
        .map(Freshness::seconds)
        .orElse(Duration.ZERO);
  }

  private static Duration seconds(String digits) {
    return Duration.ofSeconds(Long.parseLong(digits));
  }

  private static Duration within(Keeping bounds, Duration wanted) {
    var most = wanted.compareTo(bounds.atMost()) > 0 ? bounds.atMost() : wanted;
    return most.compareTo(bounds.atLeast()) < 0 ? bounds.atLeast() : most;
  }
}
