package dev.latchkey.bootstrap.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.settings.ConfigLoader.Outcome;
import dev.latchkey.domain.kernel.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageSettingsTest {
  @TempDir private Path folder;

  @Test
  void nothing_set_is_english_and_german() {
    assertThat(languages(Map.of()))
        .containsExactlyInAnyOrder(new Language("en"), new Language("de"));
  }

  @Test
  void a_folder_beside_the_configuration_adds_words() throws IOException {
    write("messages_de-AT.properties", "hello=Servus,\n");

    assertThat(languages(Map.of("MAIL_MESSAGES_DIR", "words", "DEFAULT_LANGUAGE", "de-at")))
        .contains(new Language("de-AT"));
  }

  @Test
  void a_faulty_text_is_one_fault_that_names_file_and_text() throws IOException {
    write("messages_de.properties", "hello={canary}\n");

    assertThat(faults(Map.of("MAIL_MESSAGES_DIR", "words", "DEFAULT_LANGUAGE", "fr")))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.setting()).isEqualTo("MAIL_MESSAGES_DIR");
              assertThat(fault.line())
                  .contains("messages_de.properties: hello has a place")
                  .doesNotContain("canary");
            });
  }

  @Test
  void a_folder_that_is_not_there_is_a_fault() {
    assertThat(faults(Map.of("MAIL_MESSAGES_DIR", "gone")))
        .extracting(Fault::setting)
        .containsExactly("MAIL_MESSAGES_DIR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "german", "de_AT", "x"})
  void a_default_that_is_no_language_or_has_no_words_is_a_fault(String language) {
    assertThat(faults(Map.of("DEFAULT_LANGUAGE", language)))
        .extracting(Fault::setting)
        .containsExactly("DEFAULT_LANGUAGE");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve("words")).resolve(name), text, UTF_8);
  }

  private Set<Language> languages(Map<String, String> settings) {
    var outcome = ConfigLoader.load(settings, folder, null);
    assertThat(outcome).as(outcome.toString()).isInstanceOf(Outcome.Loaded.class);
    return ((Outcome.Loaded) outcome).config().mail().languages().tags();
  }

  private List<Fault> faults(Map<String, String> settings) {
    var outcome = ConfigLoader.load(settings, folder, null);
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused) outcome).faults();
  }
}
