package dev.latchkey.adapter.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;

/**
 * What browsers are forbidden to do with any answer of ours, whatever its status. A route may only
 * ease what it needs: a page brings a policy under which it can be shown, and what is for everybody
 * may be embedded by everybody.
 */
final class SecurityHeaders {
  static final String RESOURCE_POLICY = "Cross-Origin-Resource-Policy";

  /** JSON runs nothing, loads nothing, is framed by nobody. */
  private static final String NOTHING =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** Passkeys are not in the list: our own pages need them, and nobody else gets them unasked. */
  private static final String NO_DEVICES =
      "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(),"
          + " fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(),"
          + " payment=(), usb=(), xr-spatial-tracking=()";

  private static final List<HttpField> ALWAYS =
      List.of(
          new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
          new PreEncodedHttpField("X-Frame-Options", "DENY"),
          new PreEncodedHttpField("Content-Security-Policy", NOTHING),
          new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
          new PreEncodedHttpField("Permissions-Policy", NO_DEVICES),
          new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin"),
          new PreEncodedHttpField(RESOURCE_POLICY, "same-origin"));

  private final List<HttpField> fields;

  SecurityHeaders(HttpConfig config) {
    var own = new ArrayList<>(ALWAYS);
    own.add(new PreEncodedHttpField("X-XSS-Protection", config.headers().xssFilter().header()));
    if (isByTls(config.baseUrl())) {
      own.add(new PreEncodedHttpField("Strict-Transport-Security", config.headers().hsts()));
    }
    fields = List.copyOf(own);
  }

  /** Not on localhost: all other servers of a developer's machine have that name, too. */
  private static boolean isByTls(URI baseUrl) {
    var host = baseUrl.getHost().toLowerCase(Locale.ROOT);
    return "https".equalsIgnoreCase(baseUrl.getScheme())
        && !host.equals("localhost")
        && !host.endsWith(".localhost");
  }

  void putHeaders(HttpFields.Mutable response) {
    fields.forEach(response::put);
  }
}
