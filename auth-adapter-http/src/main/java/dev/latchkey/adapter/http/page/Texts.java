package dev.latchkey.adapter.http.page;

import dev.latchkey.domain.credential.PasswordPolicy.Fault;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The words of the pages in one language: a file of properties in UTF-8. */
public final class Texts {
  private static final String APP = "{app}";

  private final Locale language;
  private final Map<String, String> words;

  private Texts(Locale language, Map<String, String> words) {
    this.language = language;
    this.words = words;
  }

  /**
   * These words.
   *
   * @param app what the server is called
   */
  static Texts of(Locale language, Map<String, String> words, String app) {
    var named = new TreeMap<String, String>();
    words.forEach((key, text) -> named.put(key, text.replace(APP, app)));
    return new Texts(language, Map.copyOf(named));
  }

  /** Those that are in our jar, by their keys. */
  static Map<String, String> shipped(Locale language) {
    var name = "texts_" + language.toLanguageTag() + ".properties";
    try (var file = Texts.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("not in the jar: " + name);
      }
      return words(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException brokenJar) {
      throw new UncheckedIOException(brokenJar);
    }
  }

  /**
   * Those of a file.
   *
   * @throws IllegalArgumentException when it is no file of properties
   */
  static Map<String, String> words(Reader file) throws IOException {
    var read = new Properties();
    read.load(file);
    var words = new TreeMap<String, String>();
    read.forEach((key, text) -> words.put(key.toString(), text.toString()));
    return Map.copyOf(words);
  }

  /** The one that they are in. */
  public Locale language() {
    return language;
  }

  /** All of them, by their keys, as templates read them. */
  Map<String, String> words() {
    return words;
  }

  /** The text of a key; one that is not there is a bug. */
  public String say(String key) {
    var text = words.get(key);
    if (text == null) {
      throw new IllegalStateException("no text for " + key);
    }
    return text;
  }

  /** The text of a key with a value in its place. */
  public String say(String key, String place, String value) {
    return say(key).replace("{" + place + "}", value);
  }

  /** A moment in UTC, in the form that a key has. */
  public String date(String key, Instant moment) {
    return DateTimeFormatter.ofPattern(say(key), language).withZone(ZoneOffset.UTC).format(moment);
  }

  /** The text of a key, or that of another where there is none. */
  String sayOr(String key, String other) {
    var text = words.get(key);
    return text == null ? say(other) : text;
  }

  /** What is wrong with a password, and what would be better. */
  public String advice(List<Fault> faults) {
    return faults.stream().map(this::advice).collect(Collectors.joining(" "));
  }

  private String advice(Fault fault) {
    return switch (fault) {
      case Fault.TooShort(var minimum) ->
          say("password.too_short", "minimum", Integer.toString(minimum));
      case Fault.Guessable(var weakness) ->
          sayOr(
              "password.guessable." + weakness.name().toLowerCase(Locale.ROOT),
              "password.guessable.other");
      default -> say("password." + fault.code());
    };
  }
}
