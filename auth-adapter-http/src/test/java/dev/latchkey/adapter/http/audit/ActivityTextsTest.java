package dev.latchkey.adapter.http.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.audit.ActivityKind;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sentences of what happened. */
class ActivityTextsTest {
  private static final String KINDS = "activity.kind.";

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void every_kind_has_a_sentence_of_its_own_and_there_are_no_others(String language)
      throws IOException {
    var texts = texts(language);
    var keys = Arrays.stream(ActivityKind.values()).map(ActivityPageRoutes::key).toList();

    assertThat(texts.stringPropertyNames().stream().filter(key -> key.startsWith(KINDS)))
        .containsExactlyInAnyOrderElementsOf(keys);
    assertThat(keys.stream().map(texts::getProperty))
        .doesNotHaveDuplicates()
        .allMatch(sentence -> sentence.matches("\\p{Lu}.{10,}\\."));
  }

  private static Properties texts(String language) throws IOException {
    var name = "/dev/latchkey/adapter/http/page/texts_" + language + ".properties";
    try (var file = ActivityTextsTest.class.getResourceAsStream(name)) {
      assertThat(file).isNotNull();
      var texts = new Properties();
      texts.load(new StringReader(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
      return texts;
    }
  }
}
