package dev.latchkey.adapter.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Origins as browsers write them in the header of that name (RFC 6454, section 6.2): scheme, host
 * and port, lower case, no default port, nothing behind. So written they are compared to the
 * letter.
 */
final class Origin {
  private static final Pattern SERIALIZED =
      Pattern.compile(
          "https?://(?:[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+])(?::[1-9][0-9]{0,4})?");
  private static final List<String> HTTP = List.of("http", "80");
  private static final List<String> HTTPS = List.of("https", "443");
  private static final int HIGHEST_PORT = 65_535;

  private Origin() {}

  static boolean isSerialized(String text) {
    if (!SERIALIZED.matcher(text).matches()) {
      return false;
    }
    try {
      var url = new URI(text);
      return url.getHost() != null && url.getPort() <= HIGHEST_PORT && of(url).equals(text);
    } catch (URISyntaxException looksLikeAnAddressAndIsNone) {
      return false;
    }
  }

  /** Of an absolute URL. */
  static String of(URI url) {
    var scheme = url.getScheme().toLowerCase(Locale.ROOT);
    var host = url.getHost().toLowerCase(Locale.ROOT);
    var pair = List.of(scheme, Integer.toString(url.getPort()));
    var isUsual = url.getPort() < 0 || pair.equals(HTTP) || pair.equals(HTTPS);
    return scheme + "://" + host + (isUsual ? "" : ":" + url.getPort());
  }
}
