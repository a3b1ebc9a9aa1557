package dev.latchkey.adapter.http.page;

import dev.latchkey.adapter.http.routing.Exchange;
import java.util.Set;

/**
 * What a page may be asked to say first, by {@code said} in its query. Anything else is not said:
 * nobody puts words into our mouth by a link.
 *
 * @param page which its texts begin with
 * @param keys what follows that in the keys of the texts
 */
public record News(String page, Set<String> keys) {
  public News {
    keys = Set.copyOf(keys);
  }

  /** The news of these keys. */
  public static News of(String page, String... keys) {
    return new News(page, Set.of(keys));
  }

  /** What is to be said; empty when it is nothing. */
  public String asked(Exchange exchange, Texts texts) {
    return exchange
        .query("said")
        .filter(keys::contains)
        .map(key -> texts.say(page + "." + key))
        .orElse("");
  }
}
