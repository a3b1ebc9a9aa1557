package dev.latchkey.adapter.mail;

import dev.latchkey.domain.kernel.Language;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The languages in which there are words for every mail, and the one for whoever reads none of
 * them. English and German are ours; whoever runs or embeds us adds others, or says in other words
 * what ours say.
 *
 * <p>What a language does not say itself it takes from the one that it is a variety of: {@code
 * de-AT} from {@code de}.
 */
public final class MailLanguages {
  private static final List<Locale> SHIPPED = List.of(Locale.ENGLISH, Locale.GERMAN);

  /** A variety takes words from its language, whose tag is shorter. */
  private static final Comparator<Map.Entry<Language, Source>> GENERAL_FIRST =
      Comparator.comparingInt(other -> other.getKey().tag().length());

  private final Map<Locale, Messages> words;
  private final Locale otherwise;

  private MailLanguages(Map<Locale, Messages> words, Locale otherwise) {
    this.words = Map.copyOf(words);
    this.otherwise = otherwise;
  }

  /** English and German; English for all others. */
  public static MailLanguages shipped() {
    return new MailLanguages(
        SHIPPED.stream().collect(Collectors.toMap(each -> each, Messages::shipped)),
        Locale.ENGLISH);
  }

  /**
   * The same with the words of these bundles, whose keys are those of our {@code
   * mail/messages_en.properties}.
   *
   * @throws IllegalArgumentException when one of them lacks a text, has one that no mail has, or
   *     one that cannot be used; the message names it
   */
  public MailLanguages with(Map<Language, ResourceBundle> bundles) {
    var texts = new HashMap<Language, Source>();
    bundles.forEach(
        (language, bundle) ->
            texts.put(language, new Source("the mails in " + language.tag(), texts(bundle))));
    return saying(texts);
  }

  /**
   * The same with the words of the files {@code messages_<tag>.properties} of a folder, in UTF-8,
   * as they are now.
   *
   * @throws IllegalArgumentException as above, and when one cannot be read; the message names the
   *     file
   */
  public MailLanguages withFolder(Path folder) {
    return saying(MessagesFolder.read(folder));
  }

  /**
   * The same with another language for whoever reads none of them.
   *
   * @throws IllegalArgumentException when there are no words in it
   */
  public MailLanguages otherwise(Language language) {
    var there =
        nearest(language)
            .orElseThrow(() -> new IllegalArgumentException("there are no words in it"));
    return new MailLanguages(words, there);
  }

  /** All of them. */
  public Set<Language> tags() {
    return words.keySet().stream()
        .map(each -> new Language(each.toLanguageTag()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** In which of them somebody is written to. */
  Locale of(@Nullable Language language) {
    return Optional.ofNullable(language).flatMap(this::nearest).orElse(otherwise);
  }

  Map<Locale, Messages> words() {
    return words;
  }

  /** Texts by their keys, and where they are from, in words for whoever put them there. */
  record Source(String name, Map<String, String> texts) {}

  private MailLanguages saying(Map<Language, Source> others) {
    var all = new MailLanguages(words, otherwise);
    for (var other : others.entrySet().stream().sorted(GENERAL_FIRST).toList()) {
      all = all.saying(other.getKey(), other.getValue());
    }
    return all;
  }

  private MailLanguages saying(Language language, Source source) {
    var texts = new TreeMap<String, String>();
    nearest(language).map(words::get).ifPresent(known -> texts.putAll(known.texts()));
    texts.putAll(source.texts());
    var locale = language.locale();
    var messages = Messages.of(locale, texts);
    var faults = messages.faultsBeside(Messages.shipped(Locale.ENGLISH));
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(source.name() + ": " + some(faults));
    }
    var all = new HashMap<>(words);
    all.put(locale, messages);
    return new MailLanguages(all, otherwise);
  }

  /** Whoever has just begun to translate need not read that of every text. */
  private static String some(List<String> faults) {
    var most = 5;
    var told = String.join(", ", faults.subList(0, Math.min(most, faults.size())));
    return faults.size() > most ? told + " and " + (faults.size() - most) + " more" : told;
  }

  private static Map<String, String> texts(ResourceBundle bundle) {
    return bundle.keySet().stream().collect(Collectors.toMap(key -> key, bundle::getString));
  }

  /** Itself, or else the one that it is a variety of (RFC 4647, section 3.4). */
  private Optional<Locale> nearest(Language language) {
    var range = new LanguageRange(language.tag());
    return Optional.ofNullable(Locale.lookup(List.of(range), words.keySet()));
  }
}
