package dev.latchkey.adapter.http.routing;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How our cookies are named and written (RFC 6265bis). Secure ones carry the prefix {@code
 * __Host-}, with which browsers take them only from us, over TLS, and never from a neighbouring
 * host.
 *
 * @param sameSite the value of that attribute
 */
public record CookieStyle(boolean secure, String sameSite) {
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._~-]+");

  public String name(AuthCookie cookie) {
    return (secure ? "__Host-" : "") + cookie.baseName();
  }

  /** The header that makes a browser keep the value for so long. */
  String set(AuthCookie cookie, String value, Duration life) {
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException("no value for the cookie " + name(cookie));
    }
    return written(cookie, value, life.toSeconds());
  }

  /** The header that makes a browser forget it: all attributes must be as they were. */
  String clear(AuthCookie cookie) {
    return written(cookie, "", 0);
  }

  private String written(AuthCookie cookie, String value, long seconds) {
    return "%s=%s; Path=/; Max-Age=%d%s; HttpOnly; SameSite=%s"
        .formatted(name(cookie), value, seconds, secure ? "; Secure" : "", sameSite);
  }
}
