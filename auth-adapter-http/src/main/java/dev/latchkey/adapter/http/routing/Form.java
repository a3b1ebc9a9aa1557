package dev.latchkey.adapter.http.routing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a form (URL standard, section 5.1). One that comes twice, or cannot be decoded, is
 * refused.
 */
final class Form {
  private Form() {}

  static Map<String, String> fields(String body) {
    var fields = new LinkedHashMap<String, String>();
    for (var pair : body.split("&", -1)) {
      var halves = pair.split("=", 2);
      if (!pair.isEmpty() && fields.put(decoded(halves[0]), value(halves)) != null) {
        throw RequestText.malformed("a field of the form comes twice");
      }
    }
    return fields;
  }

  private static String value(String[] halves) {
    return halves.length == 1 ? "" : decoded(halves[1]);
  }

  private static String decoded(String text) {
    try {
      var decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
      if (decoded.indexOf('\ufffd') >= 0) {
        throw RequestText.malformed("the form is not valid UTF-8");
      }
      return decoded;
    } catch (IllegalArgumentException notEncoded) {
      throw RequestText.malformed("the form cannot be decoded");
    }
  }
}
