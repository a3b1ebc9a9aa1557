package dev.latchkey.adapter.http.routing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a query. One that comes twice, or cannot be decoded, is refused. */
final class Query {
  private final List<String> pairs;

  /**
   * @param raw what follows the question mark
   */
  Query(@Nullable String raw) {
    pairs = raw == null ? List.of() : Arrays.asList(raw.split("&", -1));
  }

  Optional<String> value(String name) {
    var start = name + "=";
    var values = pairs.stream().filter(pair -> pair.startsWith(start)).toList();
    if (values.size() > 1) {
      throw RequestText.malformed("more than once in the query: " + name);
    }
    return values.stream().map(pair -> decoded(pair.substring(start.length()), name)).findFirst();
  }

  private static String decoded(String value, String name) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      throw RequestText.malformed("cannot be decoded in the query: " + name);
    }
  }
}
