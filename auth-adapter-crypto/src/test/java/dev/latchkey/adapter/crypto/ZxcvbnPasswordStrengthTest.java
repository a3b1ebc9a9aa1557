package dev.latchkey.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.nulabinc.zxcvbn.StandardDictionaries;
import dev.latchkey.domain.credential.PasswordContext;
import dev.latchkey.domain.credential.PasswordPolicy;
import dev.latchkey.domain.credential.PasswordPolicy.Fault;
import dev.latchkey.domain.credential.PasswordPolicy.Verdict;
import dev.latchkey.domain.credential.PasswordStrength;
import dev.latchkey.domain.credential.PasswordStrength.Weakness;
import dev.latchkey.domain.credential.PlainPassword;
import dev.latchkey.testkit.contract.PasswordStrengthContract;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZxcvbnPasswordStrengthTest extends PasswordStrengthContract {
  private static final ZxcvbnPasswordStrength STRENGTH = new ZxcvbnPasswordStrength();
  private static final PasswordPolicy POLICY =
      new PasswordPolicy(8, PasswordContext.ofTexts(List.of("Latchkey")));

  @Override
  protected PasswordStrength strength() {
    return STRENGTH;
  }

  /** OWASP ASVS 6.2.4 wants 3000. */
  @Test
  void every_common_password_of_eight_characters_and_more_is_refused_with_the_reason()
      throws IOException {
    var common =
        StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies().stream()
            .filter(password -> password.length() >= 8)
            .toList();

    assertThat(common).hasSizeGreaterThan(10_000);
    assertThat(common).allSatisfy(password -> assertThat(judge(password)).contains("common"));
    assertThat(common)
        .allSatisfy(
            password -> assertThat(judge(password.toUpperCase(Locale.ROOT))).contains("common"));
  }

  @ParameterizedTest
  @CsvSource({
    "password123!, WORD",
    "P@ssw0rd1, WORD",
    "drowssap12, WORD",
    "trustno1!, WORD",
    "asdfghjkl;', KEYBOARD",
    "abcabcabcabc, REPETITION",
    "qwertyuiopqwertyuiopqwertyuiop, REPETITION",
    "abcdefgh1, SEQUENCE",
    "12081987, DATE",
    "17.03.1994, DATE",
  })
  void what_is_built_on_a_pattern_is_weak_for_that_reason(String typed, Weakness weakness) {
    var estimate = STRENGTH.estimate(password(typed), Set.of());

    assertThat(estimate.guesses()).isLessThan(PasswordPolicy.LEAST_GUESSES);
    assertThat(estimate.weakness()).isEqualTo(weakness);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery staple",
        "my dog ate it",
        "Tr0ub4dor&3",
        "kissalokaali12",
        "x7$Kq2!p",
        "zwei Zebras zanken",
        "\u7dd1\u306e\u732b\u306f\u6708\u3092\u98df\u3079\u308b",
        "\ud83d\ude00\ud83d\udd11\ud83d\udc34\ud83d\udd0b\ud83d\udcce\ud83c\udf32\ud83c\udf0a\ud83d\ude80"
      })
  void an_honest_password_is_taken(String typed) {
    assertThat(POLICY.judge(typed, PasswordContext.none(), STRENGTH))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"latchkey", "L@tchk3y!", "yekhctal", "Latchkey2026", "latchkeylatchkey"})
  void what_people_make_of_a_known_word_is_refused_as_that(String typed) {
    assertThat(judge(typed)).containsExactly("contextual");
  }

  /** Word for word as long as the window and longer. */
  @ParameterizedTest
  @ValueSource(strings = {"internationalization", "Responsibilities"})
  void a_single_word_is_common_however_long(String typed) {
    assertThat(judge(typed)).contains("common");
  }

  /** A hash takes 20 ms of a processor. */
  @Test
  void hostile_text_costs_no_more_than_a_hash() {
    var random = new Random(5);
    var rounds = 200;
    var texts = Stream.generate(() -> hostile(random)).limit(rounds).toList();

    assertThat(CpuTime.millisOf(() -> texts.forEach(ZxcvbnPasswordStrengthTest::judge)))
        .isLessThan(rounds * 20L);
  }

  private static String hostile(Random random) {
    var alphabet = "4@8({[<369&#!1/|0$57%2+";
    return random
        .ints(PlainPassword.LONGEST, 0, alphabet.length())
        .mapToObj(i -> alphabet.substring(i, i + 1))
        .collect(Collectors.joining());
  }

  private static List<String> judge(String typed) {
    return switch (POLICY.judge(typed, PasswordContext.none(), STRENGTH)) {
      case Verdict.Accepted(var password) -> List.of();
      case Verdict.Refused(var faults) -> faults.stream().map(Fault::code).toList();
    };
  }

  private static PlainPassword password(String typed) {
    return PlainPassword.parse(typed).orElseThrow();
  }
}
