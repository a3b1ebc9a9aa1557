package dev.latchkey.adapter.mail;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;

/**
 * The languages in which there are words for every mail: English and German of ours, and those of
 * whoever runs or embeds us, which may also say in other words what ours say.
 */
final class Languages {
  static final Locale ENGLISH = Locale.ENGLISH;
  private static final List<Locale> SHIPPED = List.of(ENGLISH, Locale.GERMAN);

  private Languages() {}

  /**
   * @throws IllegalArgumentException when one of them lacks a text, has one that no mail has, or
   *     one with a place for a value that is not there
   */
  static Map<Locale, Messages> with(Map<Locale, ResourceBundle> others) {
    var all = new HashMap<Locale, Messages>();
    SHIPPED.forEach(language -> all.put(language, Messages.shipped(language)));
    var english = Messages.shipped(ENGLISH);
    others.forEach(
        (language, bundle) -> all.put(language, checked(language, bundle, all, english)));
    return Map.copyOf(all);
  }

  private static Messages checked(
      Locale language, ResourceBundle bundle, Map<Locale, Messages> shipped, Messages english) {
    var texts = new TreeMap<String, String>();
    if (shipped.containsKey(language)) {
      texts.putAll(shipped.get(language).texts());
    }
    bundle.keySet().forEach(key -> texts.put(key, bundle.getString(key)));
    var messages = Messages.of(language, texts);
    var faults = messages.faultsBeside(english);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "the mails in " + language.toLanguageTag() + ": " + String.join(", ", faults));
    }
    return messages;
  }
}
