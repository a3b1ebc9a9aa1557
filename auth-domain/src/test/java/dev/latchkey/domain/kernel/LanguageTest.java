package dev.latchkey.domain.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LanguageTest {

  @ParameterizedTest
  @CsvSource({
    "de, de",
    "DE, de",
    "pt-br, pt-BR",
    "SR-LATN-rs, sr-Latn-RS",
    "es-419, es-419",
    "ca-VALENCIA, ca-valencia",
    "sl-rozaj-biske-1994, sl-rozaj-biske-1994",
    "zh-yue, yue",
    "iw, he",
    "i-klingon, tlh",
    "gsw, gsw"
  })
  void a_tag_has_one_form(String typed, String canonical) {
    var language = Language.parse(typed).orElseThrow();

    assertThat(language).isEqualTo(new Language(canonical));
    assertThat(Language.parse(language.locale().toLanguageTag())).contains(language);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "d",
        "*",
        "und",
        "und-DE",
        "german",
        "de_AT",
        "de-",
        "-de",
        "de--AT",
        "de-AT-",
        " de",
        "de\n",
        "d\u0435",
        "\u212Ao",
        "de-x-buy-here",
        "x-whatever",
        "de-u-co-phonebk",
        "ja-JP-u-ca-japanese",
        "<b>",
        "de\u0000",
        "de;q=1",
        "../../etc",
        "{app}",
        "sl-rozaj-biske-1994-nedis-solba-rozaj"
      })
  void what_is_no_such_tag_is_nobodys_language(String typed) {
    assertThat(Language.parse(typed)).isEmpty();
  }

  @Test
  void no_tag_is_longer_than_35_characters() {
    var longest = "sl-Latn-SI-rozaj-biske-1994-nedis12";

    assertThat(longest).hasSize(35);
    assertThat(Language.parse(longest)).isPresent();
    assertThat(Language.parse(longest + "3")).isEmpty();
    assertThat(Language.parse("de-".repeat(100_000))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DE", "pt-br", "iw", "german"})
  void another_form_is_no_value(String tag) {
    assertThatThrownBy(() -> new Language(tag))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(tag);
  }
}
