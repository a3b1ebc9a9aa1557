package dev.latchkey.adapter.http.page;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.latchkey.adapter.http.routing.AcceptedLanguages;
import dev.latchkey.domain.kernel.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Optional;

/** The languages that pages speak; the first is for whoever speaks none of them. */
final class Languages {
  private final List<Texts> all;
  private final AcceptedLanguages accepted;

  /**
   * @param own all texts of each language that is not as it comes
   */
  Languages(String app, Map<Language, Map<String, String>> own) {
    all = all(app, own);
    accepted = new AcceptedLanguages(all.stream().map(Languages::tag).collect(toUnmodifiableSet()));
  }

  private static List<Texts> all(String app, Map<Language, Map<String, String>> own) {
    var words = new LinkedHashMap<Locale, Map<String, String>>();
    for (var shipped : List.of(Locale.ENGLISH, Locale.GERMAN)) {
      words.put(shipped, Texts.shipped(shipped));
    }
    own.forEach((language, texts) -> words.put(language.locale(), texts));
    return words.entrySet().stream()
        .map(each -> Texts.of(each.getKey(), each.getValue(), app))
        .toList();
  }

  private static Language tag(Texts texts) {
    return new Language(texts.language().toLanguageTag());
  }

  List<Texts> all() {
    return all;
  }

  /** The one that somebody reads best, by what his browser says. */
  Texts bestFor(Optional<String> acceptLanguage) {
    var wanted = accepted.preferred(acceptLanguage.orElse(null));
    return wanted == null ? all.getFirst() : bestFor(wanted);
  }

  private Texts bestFor(Language wanted) {
    var there = all.stream().map(Texts::language).toList();
    var best = Locale.lookup(List.of(new LanguageRange(wanted.tag())), there);
    return all.stream()
        .filter(texts -> texts.language().equals(best))
        .findFirst()
        .orElse(all.getFirst());
  }
}
