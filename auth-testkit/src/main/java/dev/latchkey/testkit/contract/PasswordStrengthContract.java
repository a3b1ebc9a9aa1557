package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.latchkey.domain.credential.PasswordPolicy;
import dev.latchkey.domain.credential.PasswordStrength;
import dev.latchkey.domain.credential.PasswordStrength.Estimate;
import dev.latchkey.domain.credential.PasswordStrength.Weakness;
import dev.latchkey.domain.credential.PlainPassword;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link PasswordStrength} promises. */
public abstract class PasswordStrengthContract {
  private static final Duration LONG = Duration.ofSeconds(10);

  /** Each takes an estimator that tries all combinations longer than anybody waits. */
  private static final List<String> HOSTILE =
      List.of(
          "4@8({[<369&#!1/|0$57%2+",
          "1!|l",
          "p4$$w0rd",
          "20120101",
          "1.1.2001 ",
          "qwertyuiop",
          "aA",
          "\ud83d\ude00",
          "e\u0327\u0301",
          "\u0000\u0001");

  protected abstract PasswordStrength strength();

  @Test
  void what_many_use_is_common_however_it_is_capitalised() {
    assertThat(List.of("password", "PassWord", "ILOVEYOU", "12345678"))
        .allMatch(typed -> strength().isCommon(password(typed)));
  }

  @Test
  void what_only_holds_a_common_password_is_not_common() {
    assertThat(List.of("password of my aunt", "12345678 sheep jumped", Secrets.PASSWORD))
        .noneMatch(typed -> strength().isCommon(password(typed)));
  }

  @Test
  void an_honest_password_takes_many_guesses() {
    assertThat(
            List.of(
                Secrets.PASSWORD,
                "x7$Kq2!pWe",
                "\u6b63\u3057\u3044\u99ac\u306e\u96fb\u6c60",
                "\u0434\u043b\u0438\u043d\u043d\u044b\u0439 \u043f\u0430\u0440"))
        .allSatisfy(
            typed -> assertThat(guesses(typed)).isGreaterThan(PasswordPolicy.LEAST_GUESSES));
  }

  @Test
  void what_repeats_itself_takes_few() {
    var estimate = estimate("aaaaaaaaaaaa");

    assertThat(estimate.guesses()).isLessThan(PasswordPolicy.LEAST_GUESSES);
    assertThat(estimate.weakness()).isEqualTo(Weakness.REPETITION);
  }

  @Test
  void what_goes_on_as_expected_takes_few() {
    var estimate = estimate("abcdefghij");

    assertThat(estimate.guesses()).isLessThan(PasswordPolicy.LEAST_GUESSES);
    assertThat(estimate.weakness()).isEqualTo(Weakness.SEQUENCE);
  }

  @Test
  void what_the_guesser_knows_is_tried_early() {
    var known = strength().estimate(password("zyxomma1"), Set.of("zyxomma"));

    assertThat(known.guesses()).isLessThan(PasswordPolicy.LEAST_GUESSES);
    assertThat(known.weakness()).isEqualTo(Weakness.CONTEXT);
    assertThat(guesses("zyxomma1")).isGreaterThan(known.guesses());
  }

  @Test
  void however_long_and_hostile_it_is_an_answer_comes() {
    assertTimeoutPreemptively(
        LONG, () -> HOSTILE.forEach(part -> assertThat(guesses(longest(part))).isPositive()));
  }

  @Test
  void many_threads_get_their_own_answers() {
    var strength = strength();
    var answers =
        Race.of(Race.MANY, () -> strength.estimate(password("abcdefghij"), Set.of()).guesses());

    assertThat(answers).containsOnly(estimate("abcdefghij").guesses());
  }

  @Test
  void an_estimate_shows_nothing_of_the_password() {
    assertThat(estimate(Secrets.PASSWORD).toString()).doesNotContain(Secrets.CANARY);
  }

  private double guesses(String typed) {
    return estimate(typed).guesses();
  }

  private Estimate estimate(String typed) {
    return strength().estimate(password(typed), Set.of());
  }

  /** As much of it as a password may have. */
  private static String longest(String part) {
    var most = PlainPassword.LONGEST;
    var text = part.repeat(most);
    return text.substring(0, text.offsetByCodePoints(0, most));
  }

  private static PlainPassword password(String typed) {
    return PlainPassword.parse(typed).orElseThrow();
  }
}
