package dev.latchkey.adapter.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The Authorization header, as far as it is about bearer tokens. Other schemes are not ours. */
final class BearerHeader {
  /** RFC 6750, section 2.1: one token68 after the scheme, whose case does not matter. */
  private static final Pattern FORM =
      Pattern.compile("(?i:bearer) ([A-Za-z0-9._~+/-]+=*)", Pattern.UNICODE_CASE);

  private BearerHeader() {}

  /** Whether one of the headers speaks of a bearer token, well-formed or not. */
  static boolean isIn(HttpServletRequest request) {
    return headers(request).stream().anyMatch(BearerHeader::isBearer);
  }

  /** The token; empty when there is not exactly one header with exactly one token. */
  static Optional<String> token(HttpServletRequest request) {
    var headers = headers(request);
    var bearer = FORM.matcher(headers.getFirst());
    return headers.size() == 1 && bearer.matches()
        ? Optional.of(bearer.group(1))
        : Optional.empty();
  }

  private static List<String> headers(HttpServletRequest request) {
    return Collections.list(request.getHeaders("Authorization"));
  }

  private static boolean isBearer(String header) {
    return header.toLowerCase(Locale.ROOT).startsWith("bearer");
  }
}
