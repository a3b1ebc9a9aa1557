package dev.latchkey.adapter.http.page;

import dev.latchkey.domain.kernel.Language;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Words for the pages that somebody else put into a folder. A file of a language that is there, or
 * of a variety of one, changes the texts that it has; one of another language has all of them.
 */
final class OwnTexts {
  private static final int LARGEST = 256 << 10;
  private static final Pattern NAME = Pattern.compile("texts_(.+)\\.properties");
  private static final Pattern PLACE = Pattern.compile("\\{[a-z]+}");

  /** Where our name goes, in any text. */
  private static final String NAME_OF_ALL = "{app}";

  private static final Pattern DATE = Pattern.compile("(?:.*\\.)?date");

  /** A variety takes words from its language, whose tag is shorter. */
  private static final Comparator<Map.Entry<Language, Path>> GENERAL_FIRST =
      Comparator.comparingInt(file -> file.getKey().tag().length());

  private final Map<String, String> english = Texts.shipped(Locale.ENGLISH);
  private final Map<Language, Map<String, String>> all = new HashMap<>();

  private OwnTexts() {
    all.put(new Language("en"), english);
    all.put(new Language("de"), Texts.shipped(Locale.GERMAN));
  }

  /**
   * All texts of each language of the folder, those that it does not say itself included.
   *
   * @throws IllegalArgumentException when the folder or a file cannot be used
   */
  static Map<Language, Map<String, String>> read(Path folder) {
    var texts = new OwnTexts();
    var files = files(folder);
    files.entrySet().stream().sorted(GENERAL_FIRST).forEach(texts::put);
    texts.all.keySet().retainAll(files.keySet());
    return Map.copyOf(texts.all);
  }

  private static Map<Language, Path> files(Path folder) {
    var files = new TreeMap<Language, Path>(Comparator.comparing(Language::tag));
    try (var there = Files.list(folder)) {
      for (var file : there.filter(each -> each.toString().endsWith(".properties")).toList()) {
        var name = String.valueOf(file.getFileName());
        var language =
            language(name)
                .orElseThrow(
                    () -> OwnFile.refused(name, "its name is not texts_<language>.properties"));
        if (files.put(language, file) != null) {
          throw OwnFile.refused(name, "another file is of the same language");
        }
      }
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("it is no folder that can be read", unreadable);
    }
    return files;
  }

  /** With underscores too, as files of words are often named. */
  private static Optional<Language> language(String name) {
    var match = NAME.matcher(name);
    return match.matches() ? Language.parse(match.group(1).replace('_', '-')) : Optional.empty();
  }

  private void put(Map.Entry<Language, Path> file) {
    var language = file.getKey();
    var name = String.valueOf(file.getValue().getFileName());
    var words = new TreeMap<>(nearest(language));
    words.putAll(words(file.getValue(), name));
    var faults = faults(words, language.locale());
    if (!faults.isEmpty()) {
      throw OwnFile.refused(name, some(faults));
    }
    all.put(language, Map.copyOf(words));
  }

  /** Of the language that this one is a variety of, or of itself; nothing where there is none. */
  private Map<String, String> nearest(Language language) {
    var there = all.keySet().stream().map(Language::locale).toList();
    var nearest = Locale.lookup(List.of(new Locale.LanguageRange(language.tag())), there);
    return nearest == null ? Map.of() : texts(new Language(nearest.toLanguageTag()));
  }

  private Map<String, String> texts(Language language) {
    return all.getOrDefault(language, Map.of());
  }

  private static Map<String, String> words(Path file, String name) {
    var text = text(file, name);
    try {
      return Texts.words(new StringReader(text));
    } catch (IOException aStringHasNone) {
      throw new IllegalStateException(aStringHasNone);
    } catch (IllegalArgumentException brokenEscape) {
      throw OwnFile.refused(name, "a \\u in it is not followed by four hexadecimal digits");
    }
  }

  private static String text(Path file, String name) {
    try {
      return OwnFile.text(file, LARGEST);
    } catch (IllegalArgumentException unusable) {
      throw OwnFile.refused(name, String.valueOf(unusable.getMessage()));
    }
  }

  private List<String> faults(Map<String, String> words, Locale locale) {
    var keys = new TreeSet<>(words.keySet());
    keys.addAll(english.keySet());
    return keys.stream()
        .flatMap(
            key ->
                fault(key, words.get(key), english.get(key), locale)
                    .map(what -> key + " " + what)
                    .stream())
        .toList();
  }

  private static Optional<String> fault(
      String key, @Nullable String text, @Nullable String model, Locale locale) {
    if (text == null) {
      return Optional.of("is missing");
    }
    if (model == null) {
      return Optional.of("is on no page");
    }
    if (text.isBlank() && !model.isBlank()) {
      return Optional.of("is empty");
    }
    if (!places(model + NAME_OF_ALL).containsAll(places(text))) {
      return Optional.of("has a place for what is not there");
    }
    var isOne = DATE.matcher(key).matches() && isDate(model, Locale.ENGLISH);
    return isOne && !isDate(text, locale)
        ? Optional.of("is no pattern of a date")
        : Optional.empty();
  }

  private static Set<String> places(String text) {
    return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static boolean isDate(String pattern, Locale locale) {
    try {
      var dates = DateTimeFormatter.ofPattern(pattern, locale).withZone(ZoneOffset.UTC);
      return !dates.format(Instant.EPOCH).isBlank();
    } catch (IllegalArgumentException | DateTimeException noPattern) {
      return false;
    }
  }

  /** Whoever has just begun to translate need not read that of every text. */
  private static String some(List<String> faults) {
    var most = 5;
    var told = String.join(", ", faults.subList(0, Math.min(most, faults.size())));
    return faults.size() > most ? told + " and " + (faults.size() - most) + " more" : told;
  }
}
