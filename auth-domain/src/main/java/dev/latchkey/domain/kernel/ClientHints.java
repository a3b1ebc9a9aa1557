package dev.latchkey.domain.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a browser says of itself beside its user agent, each under the name of its header in lower
 * case (User-Agent Client Hints). Anybody may say anything; nothing is decided by them.
 *
 * <p>Only those of {@link #HEADERS} are kept, in that order, each cut at {@value #LONGEST}
 * characters and as printable as all of {@link ClientContext}.
 */
public record ClientHints(Map<String, String> fields) {

  /** The headers that are read. */
  public static final List<String> HEADERS =
      List.of(
          "sec-ch-ua",
          "sec-ch-ua-full-version-list",
          "sec-ch-ua-mobile",
          "sec-ch-ua-model",
          "sec-ch-ua-platform",
          "sec-ch-ua-platform-version");

  private static final int LONGEST = 256;
  private static final ClientHints NONE = new ClientHints(Map.of());

  public ClientHints {
    var kept = new LinkedHashMap<String, String>();
    for (var header : HEADERS) {
      var value = PrintableText.of(fields.get(header), LONGEST);
      if (value != null) {
        kept.put(header, value);
      }
    }
    // Map.copyOf would forget the order.
    fields = Collections.unmodifiableMap(kept);
  }

  /** From a client that says nothing. */
  public static ClientHints none() {
    return NONE;
  }

  public boolean isEmpty() {
    return fields.isEmpty();
  }
}
