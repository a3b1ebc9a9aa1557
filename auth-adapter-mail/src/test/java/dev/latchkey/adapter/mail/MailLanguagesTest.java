package dev.latchkey.adapter.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.adapter.mail.MailConfig.Inbox;
import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.notification.LocalInbox.Mail;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Recipient;
import dev.latchkey.testkit.time.MutableTime;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which words there are, those of others included, and whom they are said to. */
class MailLanguagesTest {
  private static final Language GERMAN = new Language("de");
  private static final Language AUSTRIAN = new Language("de-AT");
  private static final Language FRENCH = new Language("fr");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"de, de", "de-AT, de", "en-GB, en", "pt, en", "fr-CA, en", "sr-Latn-RS, en"})
  void somebody_is_written_to_in_his_language_or_in_the_nearest_or_in_english(
      String reads, String written) {
    assertThat(MailLanguages.shipped().of(new Language(reads)).toLanguageTag()).isEqualTo(written);
  }

  @Test
  void the_language_of_those_who_read_none_can_be_another() {
    var german = MailLanguages.shipped().otherwise(AUSTRIAN);

    assertThat(german.of(FRENCH)).isEqualTo(Locale.GERMAN);
    assertThat(german.of(null)).isEqualTo(Locale.GERMAN);
    assertThat(german.of(new Language("en-GB"))).isEqualTo(Locale.ENGLISH);
    assertThatThrownBy(() -> MailLanguages.shipped().otherwise(FRENCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are no words in it");
  }

  @Test
  void a_bundle_adds_a_language() throws IOException {
    var french = MailLanguages.shipped().with(Map.of(FRENCH, bundle(allIn("fr"))));

    assertThat(french.tags()).containsExactlyInAnyOrder(new Language("en"), GERMAN, FRENCH);
    var mail = welcome(french, new Language("fr-CA"));
    assertThat(mail.subject()).startsWith("(fr) ");
    assertThat(mail.html()).contains("<html lang=\"fr\">");
  }

  @Test
  void a_file_adds_a_language_and_another_changes_single_texts_of_ours() throws IOException {
    write("messages_pt_BR.properties", allIn("pt"));
    write("messages_en.properties", "welcome.subject=Ahoy to {app}, čau\n");
    write("README.txt", "not ours");

    var languages = MailLanguages.shipped().withFolder(folder);

    assertThat(welcome(languages, new Language("pt-BR")).subject()).startsWith("(pt) ");
    assertThat(welcome(languages, null).subject()).isEqualTo("Ahoy to Acme Rockets, čau");
    assertThat(welcome(languages, null).text()).isEqualTo(welcome(shipped(), null).text());
    assertThat(welcome(languages, GERMAN).subject())
        .isEqualTo(welcome(shipped(), GERMAN).subject());
  }

  @Test
  void a_variety_says_only_what_it_says_otherwise() throws IOException {
    write("messages_de.properties", "hello=Hallo,\n");
    write("messages_de-AT.properties", "welcome.subject=Servus bei {app}\n");

    var languages = MailLanguages.shipped().withFolder(folder);

    var austrian = welcome(languages, AUSTRIAN);
    assertThat(austrian.subject()).isEqualTo("Servus bei Acme Rockets");
    assertThat(austrian.text()).startsWith("Hallo,");
    assertThat(austrian.html()).contains("<html lang=\"de-AT\">");
    assertThat(welcome(languages, new Language("de-CH")).text()).startsWith("Hallo,");
  }

  @Test
  void markup_in_the_words_of_others_is_shown_and_not_obeyed() throws IOException {
    write("messages_en.properties", "hello=<b>Hi</b>\n");

    assertThat(welcome(MailLanguages.shipped().withFolder(folder), null).html())
        .contains("&lt;b&gt;Hi&lt;/b&gt;");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello={nobody}, | hello has a place for what is not there",
        "hello=Hi {app | hello has a brace that is not that of a place",
        "welcome.subject=Hi {{app}} | welcome.subject has a brace that is not that of a place",
        "hello= | hello is empty",
        "helo=Hi | helo is of no mail",
        "date=QQQQQQQ | date is no pattern of a date",
        "date='oops | date is no pattern of a date",
        "hello=\\u12 | a \\u in it is not followed by four hexadecimal digits"
      })
  void a_file_that_cannot_be_used_is_named_with_the_text(String line, String fault)
      throws IOException {
    write("messages_de.properties", line);

    assertRefused("messages_de.properties: " + fault);
  }

  @Test
  void a_language_that_lacks_texts_is_named_with_some_of_them() throws IOException {
    write("messages_fr.properties", "hello=Bonjour,\n");
    assertThatThrownBy(() -> MailLanguages.shipped().withFolder(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("messages_fr.properties: ")
        .hasMessageContaining(" is missing, ")
        .hasMessageMatching(".* and [0-9]+ more");

    write("messages_fr.properties", allIn("fr").replaceFirst("(?m)^\\(?hello=.*\n", ""));
    assertRefused("messages_fr.properties: hello is missing");
  }

  @Test
  void text_that_is_not_utf_8_is_refused() throws IOException {
    Files.write(
        folder.resolve("messages_de.properties"), "hello=Gr\u00fc\u00df".getBytes(ISO_8859_1));

    assertRefused("messages_de.properties: it is not text in UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "message_de.properties",
    "messages.properties",
    "messages_german.properties",
    "messages_.properties"
  })
  void a_file_with_another_name_is_not_passed_over(String name) throws IOException {
    write(name, "hello=Hallo,\n");

    assertRefused(name + ": its name is not messages_<language>.properties");
  }

  @Test
  void two_files_of_one_language_are_refused() throws IOException {
    write("messages_pt-BR.properties", allIn("pt"));
    write("messages_pt_BR.properties", allIn("pt"));

    assertRefused("messages_pt_BR.properties: another file is of the same language");
  }

  @Test
  void a_folder_that_is_not_there_is_refused_and_an_empty_one_adds_nothing() {
    assertThat(MailLanguages.shipped().withFolder(folder).tags())
        .isEqualTo(MailLanguages.shipped().tags());
    assertThatThrownBy(() -> MailLanguages.shipped().withFolder(folder.resolve("gone")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it is no folder that can be read");
  }

  @Test
  void a_bundle_that_cannot_be_used_is_named_by_its_language() throws IOException {
    var wrong = Map.of(FRENCH, bundle(allIn("fr") + "hello={oops}\n"));

    assertThatThrownBy(() -> MailLanguages.shipped().with(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the mails in fr: hello has a place for what is not there");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> MailLanguages.shipped().withFolder(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text, UTF_8);
  }

  private static ResourceBundle bundle(String text) throws IOException {
    return new PropertyResourceBundle(new StringReader(text));
  }

  private static MailLanguages shipped() {
    return MailLanguages.shipped();
  }

  /** English words, each marked as those of another language. */
  private static String allIn(String language) {
    return Messages.shipped(Locale.ENGLISH).texts().entrySet().stream()
        .map(text -> text.getKey() + "=" + marked(text.getKey(), text.getValue(), language) + "\n")
        .collect(Collectors.joining());
  }

  private static String marked(String key, String text, String language) {
    return key.equals("date") ? text : "(" + language + ") " + text;
  }

  private Mail welcome(MailLanguages languages, @Nullable Language reads) {
    var config = Mails.config(new Inbox(folder.resolve("inbox"))).withLanguages(languages);
    try (var module = MailModule.open(config, MutableTime.somewhen())) {
      var reader = new Recipient(Mails.ADA.address(), reads);
      module.notifier().send(Mails.EVENT, reader, new Notification.Welcome(null));
      return module.inbox().orElseThrow().newest(1).getFirst();
    }
  }
}
