package dev.latchkey.adapter.http.routing;

import dev.latchkey.domain.kernel.Language;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads which language a request asks for (RFC 9110, section 12.5.4): of those it wants, the first
 * in which there are words (RFC 4647, section 3.4), or else the first.
 *
 * <p>A header that cannot be read, or is longer than any browser's, asks for nothing: nobody is
 * refused anything for it.
 */
public final class AcceptedLanguages {
  private static final int LONGEST = 256;

  private final List<Locale> there;

  /**
   * @param there those in which there are words
   */
  public AcceptedLanguages(Set<Language> there) {
    this.there = there.stream().map(Language::locale).toList();
  }

  /** Null when the header asks for none. */
  public @Nullable Language preferred(@Nullable String header) {
    var wanted = wanted(header);
    return wanted.stream()
        .filter(this::isThere)
        .findFirst()
        .or(() -> wanted.stream().findFirst())
        .orElse(null);
  }

  /** The first first; without what is asked to be left out. */
  private static List<Language> wanted(@Nullable String header) {
    if (header == null || header.length() > LONGEST) {
      return List.of();
    }
    try {
      return LanguageRange.parse(header).stream()
          .filter(range -> range.getWeight() > 0)
          .flatMap(range -> language(range.getRange()).stream())
          .toList();
    } catch (IllegalArgumentException unreadable) {
      return List.of();
    }
  }

  /** Where the whole range is none, its first part may be one: of {@code de-*}, say. */
  private static Optional<Language> language(String range) {
    return Language.parse(range).or(() -> Language.parse(range.split("-", 2)[0]));
  }

  private boolean isThere(Language language) {
    return Locale.lookup(List.of(new LanguageRange(language.tag())), there) != null;
  }
}
