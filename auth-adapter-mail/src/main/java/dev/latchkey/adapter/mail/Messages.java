package dev.latchkey.adapter.mail;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The words of the mails in one language: a file of properties in UTF-8. A word in braces, such as
 * {@code {app}}, is the place of a value. Values are put in once, so what looks like a place within
 * a value stays what it is.
 */
final class Messages {
  private static final String DATE = "date";
  private static final Pattern BRACE = Pattern.compile("[{}]");
  private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z]+)}");

  private final Locale language;
  private final Map<String, String> texts;

  private Messages(Locale language, Map<String, String> texts) {
    this.language = language;
    this.texts = texts;
  }

  /** Those that are in our jar. */
  static Messages shipped(Locale language) {
    var name = "/mail/messages_" + language.toLanguageTag() + ".properties";
    try (var file = Messages.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("not in the jar: " + name);
      }
      return read(language, new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException brokenJar) {
      throw new UncheckedIOException(brokenJar);
    }
  }

  static Messages read(Locale language, Reader file) throws IOException {
    var read = new Properties();
    read.load(file);
    var texts = new TreeMap<String, String>();
    read.stringPropertyNames().forEach(key -> texts.put(key, read.getProperty(key)));
    return of(language, texts);
  }

  static Messages of(Locale language, Map<String, String> texts) {
    return new Messages(language, Map.copyOf(texts));
  }

  /** What is wrong with these, if those are right: by key, in order. */
  List<String> faultsBeside(Messages reference) {
    var keys = new TreeSet<>(texts.keySet());
    keys.addAll(reference.texts.keySet());
    return keys.stream().flatMap(key -> fault(key, reference).stream()).toList();
  }

  private Optional<String> fault(String key, Messages reference) {
    var text = texts.get(key);
    var model = reference.texts.get(key);
    if (text == null) {
      return Optional.of(key + " is missing");
    }
    return (model == null ? Optional.of("is of no mail") : fault(key, text, model))
        .map(what -> PlainLine.of(key) + " " + what);
  }

  private Optional<String> fault(String key, String text, String model) {
    if (text.isBlank()) {
      return Optional.of("is empty");
    }
    if (!places(model).containsAll(places(text))) {
      return Optional.of("has a place for what is not there");
    }
    if (BRACE.matcher(PLACE.matcher(text).replaceAll("")).find()) {
      return Optional.of("has a brace that is not that of a place");
    }
    return key.equals(DATE) && !isDate(text)
        ? Optional.of("is no pattern of a date")
        : Optional.empty();
  }

  private boolean isDate(String pattern) {
    try {
      return !dates(pattern, language).format(Instant.EPOCH).isBlank();
    } catch (IllegalArgumentException | DateTimeException noPattern) {
      return false;
    }
  }

  /** How instants are told, in UTC. */
  DateTimeFormatter dates() {
    return dates(say(DATE, place -> null), language);
  }

  private static DateTimeFormatter dates(String pattern, Locale language) {
    return DateTimeFormatter.ofPattern(pattern, language).withZone(ZoneOffset.UTC);
  }

  /** The texts by their keys, as they stand in the file. */
  Map<String, String> texts() {
    return texts;
  }

  private static Set<String> places(String text) {
    return PLACE.matcher(text).results().map(place -> place.group(1)).collect(Collectors.toSet());
  }

  /**
   * A text with its values.
   *
   * @param values by name; null for one that is not there, which is a bug
   */
  String say(String key, Function<String, @Nullable Object> values) {
    var text = texts.get(key);
    if (text == null) {
      throw new IllegalStateException("no text for " + key + " in " + language.toLanguageTag());
    }
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(value(key, place.group(1), values)));
  }

  private static String value(String key, String name, Function<String, @Nullable Object> values) {
    var value = values.apply(name);
    if (value == null) {
      throw new IllegalStateException("no value for " + name + " in " + key);
    }
    return value.toString();
  }
}
