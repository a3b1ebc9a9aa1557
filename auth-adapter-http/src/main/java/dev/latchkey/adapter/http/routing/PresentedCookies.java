package dev.latchkey.adapter.http.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cookies of a request that are ours. Others may look as they like; they are passed over.
 *
 * <p>Read as browsers write them (RFC 6265, section 5.4) and no other way: pairs end at a
 * semicolon, also inside quotes; names are compared to the letter; nothing is decoded. Readers that
 * are kinder than that can be told two stories at once.
 */
public final class PresentedCookies {
  private final Map<AuthCookie, List<String>> values = new EnumMap<>(AuthCookie.class);

  private PresentedCookies() {}

  /**
   * Picks ours out.
   *
   * @param headers those named Cookie
   */
  public static PresentedCookies read(Collection<String> headers, CookieStyle style) {
    var cookies = new PresentedCookies();
    for (var header : headers) {
      for (var pair : header.split(";", -1)) {
        cookies.add(trimmed(pair), style);
      }
    }
    return cookies;
  }

  private void add(String pair, CookieStyle style) {
    for (var cookie : AuthCookie.values()) {
      var start = style.name(cookie) + "=";
      if (pair.startsWith(start)) {
        values
            .computeIfAbsent(cookie, first -> new ArrayList<>())
            .add(pair.substring(start.length()));
      }
    }
  }

  private static String trimmed(String pair) {
    var start = 0;
    var end = pair.length();
    while (start < end && isBlank(pair.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(pair.charAt(end - 1))) {
      end--;
    }
    return pair.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** Whether one of them comes twice, be it with the same value. */
  public boolean repeats() {
    return values.values().stream().anyMatch(same -> same.size() > 1);
  }

  public boolean hasAny(Collection<AuthCookie> cookies) {
    return cookies.stream().anyMatch(values::containsKey);
  }

  Optional<String> value(AuthCookie cookie) {
    return Optional.ofNullable(values.get(cookie)).map(List::getFirst);
  }
}
