package dev.latchkey.bootstrap.settings;

import dev.latchkey.adapter.mail.MailLanguages;
import dev.latchkey.domain.kernel.Language;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** What can be set about the languages of mails. */
final class LanguageSettings {
  private LanguageSettings() {}

  static final Setting<Language> DEFAULT_LANGUAGE =
      Setting.of(
          "DEFAULT_LANGUAGE",
          Section.MAIL,
          Syntaxes.language(),
          "en",
          "The language of mails to whoever reads none that there are words in, or of whom nobody"
              + " knows what he reads. `en` and `de` are there; `MAIL_MESSAGES_DIR` adds others.");

  static final Setting<Path> MAIL_MESSAGES_DIR =
      Setting.optional(
          "MAIL_MESSAGES_DIR",
          Section.MAIL,
          Syntaxes.path().withExample("./messages"),
          "only ours",
          "A folder with words for mails: files `messages_<language>.properties` in UTF-8, which add"
              + " languages or change single texts of ours. Read at the start, which fails if a text"
              + " is missing, unknown or cannot be used.");

  /**
   * The languages that mails can be written in, as the folder is now.
   *
   * @param faults hears why they cannot be used
   */
  static MailLanguages read(Values values, Path folder, Consumer<Fault> faults) {
    return withFolder(values, folder, faults)
        .map(all -> withDefault(all, values, faults))
        .orElseGet(MailLanguages::shipped);
  }

  private static MailLanguages withDefault(
      MailLanguages all, Values values, Consumer<Fault> faults) {
    try {
      return values.find(DEFAULT_LANGUAGE).map(all::otherwise).orElse(all);
    } catch (IllegalArgumentException noWords) {
      faults.accept(
          new Fault(
              DEFAULT_LANGUAGE.name(),
              "There are no words in that language.",
              "Add a file of them to MAIL_MESSAGES_DIR, or name one of those that there are."));
      return all;
    }
  }

  private static Optional<MailLanguages> withFolder(
      Values values, Path folder, Consumer<Fault> faults) {
    var shipped = MailLanguages.shipped();
    try {
      var place = values.find(MAIL_MESSAGES_DIR).map(folder::resolve);
      return Optional.of(place.map(shipped::withFolder).orElse(shipped));
    } catch (IllegalArgumentException unusable) {
      faults.accept(
          new Fault(
              MAIL_MESSAGES_DIR.name(),
              "Its words cannot be used: " + unusable.getMessage() + ".",
              "docs/features/languages.md tells what the files hold."));
      return Optional.empty();
    }
  }
}
