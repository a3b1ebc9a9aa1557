package dev.latchkey.domain.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainPasswordTest {
  private static final String EMOJI = "\ud83d\ude00";

  @Test
  void both_ways_to_type_an_accent_are_the_same_password() {
    assertThat(bytes("caf\u00e9 creme")).isEqualTo(bytes("cafe\u0301 creme"));
  }

  @Test
  void jamo_and_syllables_are_the_same_password() {
    assertThat(bytes("\u1112\u1161\u11ab\u1100\u1173\u11af")).isEqualTo(bytes("\ud55c\uae00"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ufb01sh and chips",
        "PASSWORD",
        "\uff41bcdefgh",
        "x\u00b2 + y\u00b2",
        "stra\u00dfe"
      })
  void nothing_is_folded(String typed) {
    assertThat(bytes(typed)).isEqualTo(typed.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_ligature_is_not_its_letters() {
    assertThat(bytes("\ufb01sh and chips")).isNotEqualTo(bytes("fish and chips"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"  a password  ", "\ta password\n", "a\u0000password", "\u00a0password"})
  void nothing_is_trimmed_or_dropped(String typed) {
    assertThat(bytes(typed)).isEqualTo(typed.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void up_to_256_code_points_are_taken_and_none_is_cut() {
    var longest = "a".repeat(255);

    assertThat(bytes(longest + "b")).hasSize(256).isNotEqualTo(bytes(longest + "c"));
    assertThat(PlainPassword.parse("a".repeat(257))).isEmpty();
  }

  @Test
  void an_emoji_is_one_code_point() {
    assertThat(PlainPassword.parse(EMOJI.repeat(256)).map(PlainPassword::length)).contains(256);
    assertThat(PlainPassword.parse(EMOJI.repeat(257))).isEmpty();
  }

  @Test
  void the_length_is_that_of_the_normal_form() {
    assertThat(PlainPassword.parse("e\u0301".repeat(256)).map(PlainPassword::length)).contains(256);
    assertThat(PlainPassword.parse("e\u0301".repeat(257))).isEmpty();
  }

  /** Of all characters there are, those that are typed with the most units of UTF-16. */
  @Test
  void no_way_of_typing_256_characters_is_too_long() {
    var decomposed =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(c -> Character.getType(c) != Character.SURROGATE)
            .mapToObj(Character::toString)
            .filter(c -> codePoints(Normalizer.normalize(c, Normalizer.Form.NFC)) == 1)
            .map(c -> Normalizer.normalize(c, Normalizer.Form.NFD))
            .toList();
    var most = decomposed.stream().mapToInt(String::length).max().orElseThrow();

    assertThat(most).isGreaterThan(3);
    assertThat(decomposed.stream().filter(typed -> typed.length() == most))
        .map(typed -> PlainPassword.parse(typed.repeat(PlainPassword.LONGEST)))
        .allMatch(Optional::isPresent);
  }

  @Test
  void a_very_long_text_is_refused() {
    assertThat(PlainPassword.parse("a".repeat(10_000_000))).isEmpty();
    assertThat(PlainPassword.parse("e\u0301".repeat(5_000_000))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"password\ud800", "\udc00password", "pass\ude00\ud83dword"})
  void what_is_no_valid_unicode_is_refused(String typed) {
    assertThat(PlainPassword.parse(typed)).isEmpty();
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  private static byte[] bytes(String typed) {
    return Optional.of(typed).flatMap(PlainPassword::parse).orElseThrow().reveal();
  }
}
