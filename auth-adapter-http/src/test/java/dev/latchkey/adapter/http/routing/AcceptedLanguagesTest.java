package dev.latchkey.adapter.http.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.Language;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request asks for, of servers that write English and German. */
class AcceptedLanguagesTest {
  private final AcceptedLanguages languages =
      new AcceptedLanguages(Set.of(new Language("en"), new Language("de")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de | de",
        "DE | de",
        "de-AT | de-AT",
        "de-AT,de;q=0.9,en;q=0.8 | de-AT",
        "en;q=0.3, de;q=0.7 | de",
        "pt-BR,pt;q=0.9,de;q=0.5 | de",
        "pt-BR,pt;q=0.9 | pt-BR",
        "*, de;q=0.1 | de",
        "de;q=0, en;q=0.1 | en",
        "de-u-co-phonebk | de",
        "de-*-DE | de",
        "x-mine, de;q=0.2 | de"
      })
  void the_first_that_there_are_words_in_is_asked_for_or_else_the_first(
      String header, String asked) {
    assertThat(preferred(header)).isEqualTo(asked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        ",,,;;;",
        "*",
        "*;q=0",
        "de;q=",
        "de;q=x",
        "de;q=2",
        "de;q=-1",
        "de;q=NaN",
        "de;q=1e999",
        "de;q=0",
        ";q=1",
        "q=1",
        "de;q=1;q=1",
        "german",
        "\u0434\u0435",
        "<script>",
        "de\u0000",
        "accept-language:",
        "../../../etc/passwd",
        "-",
        "--",
        "de-",
        "%64%65"
      })
  void what_cannot_be_read_asks_for_nothing(String header) {
    assertThat(preferred(header)).isNull();
  }

  @Test
  void who_says_nothing_asks_for_nothing() {
    assertThat(preferred(null)).isNull();
  }

  @Test
  void a_header_that_is_longer_than_any_browsers_asks_for_nothing() {
    assertThat(preferred("de" + ",de".repeat(84))).isEqualTo("de");
    assertThat(preferred("de" + ",de".repeat(85))).isNull();
    assertThat(preferred("de-".repeat(100_000))).isNull();
  }

  private @Nullable String preferred(@Nullable String header) {
    var language = languages.preferred(header);
    return language == null ? null : language.tag();
  }
}
