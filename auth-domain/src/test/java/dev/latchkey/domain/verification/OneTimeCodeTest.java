package dev.latchkey.domain.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.domain.kernel.Entropy;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OneTimeCodeTest {
  private static final int DRAWS = 20_000;

  @ParameterizedTest
  @ValueSource(ints = {6, 8, 10})
  void a_code_has_as_many_digits_as_asked_for(int length) {
    var entropy = seeded();

    assertThat(IntStream.range(0, 500).mapToObj(n -> OneTimeCode.generate(entropy, length)))
        .extracting(OneTimeCode::reveal)
        .allMatch(code -> code.matches("[0-9]{" + length + "}"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 11})
  void a_code_has_6_to_10_digits(int length) {
    assertThatIllegalArgumentException().isThrownBy(() -> OneTimeCode.generate(seeded(), length));
  }

  @Test
  void leading_zeros_are_digits_like_others() {
    assertThat(OneTimeCode.generate(bytes -> Arrays.fill(bytes, (byte) 0), 8).reveal())
        .isEqualTo("00000000");
  }

  @Test
  void every_byte_of_chance_counts() {
    var codes =
        IntStream.range(0, 16)
            .mapToObj(n -> OneTimeCode.generate(onlyAt(n), 10).reveal())
            .distinct();

    assertThat(codes).hasSize(16);
  }

  /** 99.9 % of fair generators stay below 27.9 (chi-squared, 9 degrees of freedom). */
  @Test
  void each_digit_is_as_likely_as_any_other_at_every_place() {
    var entropy = seeded();
    var counts = new int[8][10];
    for (var n = 0; n < DRAWS; n++) {
      var code = OneTimeCode.generate(entropy, 8).reveal();
      for (var place = 0; place < 8; place++) {
        counts[place][code.charAt(place) - '0']++;
      }
    }

    assertThat(List.of(counts)).allSatisfy(place -> assertThat(chiSquared(place)).isLessThan(27.9));
  }

  @ParameterizedTest
  @CsvSource({
    "12345678, 12345678",
    "' 12345678 ', 12345678",
    "1234 5678, 12345678",
    "1234-5678, 12345678",
    "1 2 3 4 5 6 7 8, 12345678",
    "12 34-56 78, 12345678",
    "1234\u00a05678, 12345678",
    "000000, 000000",
    "1234567890, 1234567890",
  })
  void blanks_and_hyphens_are_forgiven(String typed, String digits) {
    assertThat(OneTimeCode.parse(typed).map(OneTimeCode::reveal)).contains(digits);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12345",
        "12345678901",
        "1234567a",
        "1234.5678",
        "+12345678",
        "0x123456",
        "\uff11\uff12\uff13\uff14\uff15\uff16",
        "\u0661\u0662\u0663\u0664\u0665\u0666",
        "123456\u0000",
        "123456\n123456",
        "1                                       23456",
      })
  void what_is_no_code_is_refused(String typed) {
    assertThat(OneTimeCode.parse(typed)).isEmpty();
  }

  private static double chiSquared(int[] counts) {
    var expected = DRAWS / 10.0;
    return Arrays.stream(counts).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
  }

  private static Entropy onlyAt(int index) {
    return bytes -> {
      Arrays.fill(bytes, (byte) 0);
      bytes[index] = 1;
    };
  }

  private static Entropy seeded() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(20261102)::nextBytes;
  }
}
