package dev.latchkey.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DisplayNameTest {
  private static final String FAMILY = "\ud83d\udc69\u200d\ud83d\udc67";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada",
        "Ada Lovelace",
        "O'Brien-\u00d8stergaard",
        "\u5f20\u4f1f",
        "\u0645\u062d\u0645\u062f",
        "\u0646\u06cc\u0645\u200c\u0641\u0627\u0635\u0644\u0647",
        "<b>Ada</b>",
        FAMILY,
      })
  void people_are_called_what_they_like(String name) {
    assertThat(DisplayName.parse(name)).contains(new DisplayName(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "A\u0000da",
        "Ada\nBcc: eve@example.com",
        "A\tda",
        "A\u0085da",
        "Ada\u2028Lovelace",
        "Ada\u2029Lovelace",
        "Ada\u202eecalevoL",
        "Ada\u202aL",
        "Ada\u2066L",
        "Ada\u200fL",
        "A\ufeffda",
        "Ada\ud800",
        "\udc00Ada",
        "Ada\uffff",
      })
  void control_characters_and_those_that_turn_text_are_refused(String name) {
    assertThat(DisplayName.parse(name)).isEmpty();
  }

  @Test
  void blanks_around_a_name_are_not_part_of_it() {
    assertThat(DisplayName.parse("  Ada Lovelace ")).contains(new DisplayName("Ada Lovelace"));
  }

  @Test
  void a_name_is_kept_in_nfc() {
    assertThat(DisplayName.parse("Rene\u0301e")).contains(new DisplayName("Ren\u00e9e"));
  }

  @Test
  void a_name_has_up_to_100_code_points() {
    assertThat(DisplayName.parse("\ud83d\ude00".repeat(100))).isPresent();
    assertThat(DisplayName.parse("\ud83d\ude00".repeat(101))).isEmpty();
    assertThat(DisplayName.parse("e\u0301".repeat(100))).isPresent();
    assertThat(DisplayName.parse("a".repeat(1_000_000))).isEmpty();
  }

  @Test
  void what_is_no_name_cannot_be_made_one() {
    assertThatIllegalArgumentException().isThrownBy(() -> new DisplayName("A\u202eda"));
    assertThatIllegalArgumentException().isThrownBy(() -> new DisplayName(""));
  }
}
