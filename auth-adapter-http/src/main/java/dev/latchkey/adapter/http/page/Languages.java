package dev.latchkey.adapter.http.page;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;

/** The languages that pages speak; the first is for whoever speaks none of them. */
final class Languages {
  /** Longer than browsers say; what is longer is not read. */
  private static final int LONGEST = 200;

  private final List<Texts> all;

  Languages(String app) {
    all = List.of(Texts.shipped(Locale.ENGLISH, app), Texts.shipped(Locale.GERMAN, app));
  }

  List<Texts> all() {
    return all;
  }

  /** The one that somebody reads best, by what his browser says (RFC 4647, section 3.4). */
  Texts bestFor(Optional<String> acceptLanguage) {
    var wanted =
        acceptLanguage
            .filter(header -> header.length() <= LONGEST)
            .map(Languages::ranges)
            .orElse(List.of());
    var best = Locale.lookup(wanted, all.stream().map(Texts::language).toList());
    return all.stream()
        .filter(texts -> texts.language().equals(best))
        .findFirst()
        .orElse(all.getFirst());
  }

  private static List<LanguageRange> ranges(String header) {
    try {
      return LanguageRange.parse(header);
    } catch (IllegalArgumentException malformed) {
      return List.of();
    }
  }
}
