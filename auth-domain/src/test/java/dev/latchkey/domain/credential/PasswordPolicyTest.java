package dev.latchkey.domain.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.domain.credential.PasswordPolicy.Fault;
import dev.latchkey.domain.credential.PasswordPolicy.Verdict;
import dev.latchkey.domain.credential.PasswordStrength.Estimate;
import dev.latchkey.domain.credential.PasswordStrength.Weakness;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.EmailAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordPolicyTest {
  private static final PasswordContext ADA =
      PasswordContext.of(
          EmailAddress.of("ada.lovelace@mail.example.com"), new DisplayName("Ada King"));
  private static final PasswordContext ACME =
      PasswordContext.ofTexts(List.of("Acme Rockets"))
          .and(PasswordContext.ofHost("auth.acme.example"));

  private final PasswordPolicy policy = new PasswordPolicy(8, ACME);

  @Test
  void length_is_all_that_counts_where_nothing_is_known() {
    assertThat(judge("aaaaaaaa")).isInstanceOf(Verdict.Accepted.class);
    assertThat(judge("aaaaaaa")).isEqualTo(refused(new Fault.TooShort(8)));
  }

  @Test
  void code_points_of_the_normal_form_are_counted() {
    assertThat(judge("\ud83d\ude00".repeat(8))).isInstanceOf(Verdict.Accepted.class);
    assertThat(judge("\ud83d\ude00".repeat(7))).isEqualTo(refused(new Fault.TooShort(8)));
    assertThat(judge("e\u0301".repeat(7))).isEqualTo(refused(new Fault.TooShort(8)));
    assertThat(judge("e\u0301".repeat(8))).isInstanceOf(Verdict.Accepted.class);
    assertThat(judge("x\u0323\u0302".repeat(3))).isInstanceOf(Verdict.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 64, 255, 256})
  void everything_from_8_to_256_characters_is_taken(int length) {
    assertThat(judge("a".repeat(length))).isInstanceOf(Verdict.Accepted.class);
    assertThat(judge("\ud83d\ude00".repeat(length))).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void what_is_too_long_or_no_text_is_refused() {
    assertThat(judge("a".repeat(257))).isEqualTo(refused(new Fault.TooLong()));
    assertThat(judge("\ud83d\ude00".repeat(257))).isEqualTo(refused(new Fault.TooLong()));
    assertThat(judge("password\ud800")).isEqualTo(refused(new Fault.TooLong()));
  }

  /**
   * No rule of composition: whatever the characters are, only their number counts. In the normal
   * form a character may be three.
   */
  @Test
  void any_characters_make_a_password() {
    var random = new Random(800_63);
    for (var round = 0; round < 20_000; round++) {
      var length = 8 + random.nextInt(78);
      var typed = random.ints(length, 0, Character.MAX_CODE_POINT + 1);
      var text =
          typed
              .map(c -> Character.getType(c) == Character.SURROGATE ? 'a' : c)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();

      assertThat(PlainPassword.parse(text))
          .hasValueSatisfying(
              password ->
                  assertThat(judge(text) instanceof Verdict.Accepted)
                      .isEqualTo(password.length() >= 8));
    }
  }

  @Test
  void the_strict_minimum_is_fifteen() {
    var strict = new PasswordPolicy(PasswordPolicy.STRICT_MINIMUM);

    assertThat(strict.judge("fourteen chars", PasswordContext.none(), new Knowing(null)))
        .isEqualTo(refused(new Fault.TooShort(15)));
    assertThat(strict.judge("fifteen letters", PasswordContext.none(), new Knowing(null)))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void a_common_password_is_refused_as_that_alone() {
    assertThat(policy.judge("qwertyuiop", ADA, new Knowing("qwertyuiop", 3, Weakness.KEYBOARD)))
        .isEqualTo(refused(new Fault.Common()));
  }

  @Test
  void whatever_is_wrong_is_told_at_once_and_what_is_short_is_not_estimated() {
    assertThat(policy.judge("Ada123", ADA, new Knowing("Ada123")))
        .isEqualTo(refused(new Fault.TooShort(8), new Fault.Common(), new Fault.Contextual()));
    assertThat(policy.judge("aaaa", ADA, new Knowing(null, 20, Weakness.REPETITION)))
        .isEqualTo(refused(new Fault.TooShort(8)));
  }

  @Test
  void what_takes_a_million_guesses_is_taken_and_what_takes_fewer_is_not() {
    assertThat(policy.judge("xyxyxyxy", ADA, new Knowing(null, 1_000_000, Weakness.REPETITION)))
        .isInstanceOf(Verdict.Accepted.class);
    assertThat(policy.judge("xyxyxyxy", ADA, new Knowing(null, 999_999, Weakness.REPETITION)))
        .isEqualTo(refused(new Fault.Guessable(Weakness.REPETITION)));
  }

  @Test
  void what_is_weak_for_what_the_guesser_knows_is_contextual() {
    assertThat(policy.judge("3c4l3v0l", ADA, new Knowing(null, 20, Weakness.CONTEXT)))
        .isEqualTo(refused(new Fault.Contextual()));
  }

  @Test
  void the_guesser_is_told_all_that_is_known() {
    var knowing = new Knowing(null);
    policy.judge("something else", ADA, knowing);

    assertThat(knowing.told)
        .contains("ada", "lovelace", "king", "mail", "example", "acme", "rockets", "auth");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada.lovelace@mail.example.com",
        "Ada.Lovelace@Mail.Example.Com",
        "ada.lovelace",
        "AdaLovelace",
        "Lovelace",
        "lovelace1815",
        "2026-Lovelace",
        "mail.example.com",
        "Ada King!",
        "ada12345",
        "Acme Rockets",
        "ACME-ROCKETS-99",
        "auth.acme.example",
        "Rockets1!"
      })
  void what_goes_with_the_person_or_the_service_is_refused(String typed) {
    assertThat(policy.judge(typed, ADA, new Knowing(null)))
        .isEqualTo(refused(new Fault.Contextual()));
  }

  /** The whole password is compared, not what is in it (NIST SP 800-63B-4, 3.1.1.2). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Lovelace rides a bicycle",
        "ada ada oh ada",
        "lovelace8462917",
        "rockets for lovelace",
        "com.com.com"
      })
  void what_only_holds_such_a_word_is_taken(String typed) {
    assertThat(policy.judge(typed, ADA, new Knowing(null))).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void another_person_may_have_it() {
    assertThat(policy.judge("lovelace1815", PasswordContext.none(), new Knowing(null)))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @ParameterizedTest
  @EnumSource(Weakness.class)
  void every_weakness_is_told_in_words_of_its_own(Weakness weakness) {
    assertThat(new Fault.Guessable(weakness).advice())
        .startsWith("is easy to guess, for it ")
        .endsWith("add another word or two, uncommon ones");
  }

  @Test
  void every_fault_has_a_code_of_its_own_and_an_advice() {
    var faults =
        List.of(
            new Fault.TooShort(8),
            new Fault.TooLong(),
            new Fault.Common(),
            new Fault.Contextual(),
            new Fault.Guessable(Weakness.DATE),
            new Fault.Breached());

    assertThat(faults)
        .extracting(Fault::code)
        .containsExactly("too_short", "too_long", "common", "contextual", "guessable", "breached");
    assertThat(faults)
        .extracting(Fault::advice)
        .allSatisfy(advice -> assertThat(advice).containsAnyOf(": use ", ": add "))
        .doesNotHaveDuplicates();
    assertThat(new Fault.TooShort(15).advice()).contains("15 characters");
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 15, 64})
  void the_shortest_password_may_have_8_to_64_characters(int minimum) {
    assertThat(new PasswordPolicy(minimum).minimum()).isEqualTo(minimum);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 7, 65})
  void no_other_minimum_is_a_policy(int minimum) {
    assertThatIllegalArgumentException().isThrownBy(() -> new PasswordPolicy(minimum));
  }

  private Verdict judge(String typed) {
    return policy.judge(typed, PasswordContext.none(), new Knowing(null));
  }

  private static Verdict refused(Fault... faults) {
    return new Verdict.Refused(Arrays.asList(faults));
  }

  /** Knows one common password at most, and estimates all alike. */
  private static final class Knowing implements PasswordStrength {
    private final @Nullable String common;
    private final Estimate estimate;
    private Set<String> told = Set.of();

    Knowing(@Nullable String common) {
      this(common, 1e30, Weakness.OTHER);
    }

    Knowing(@Nullable String common, double guesses, Weakness weakness) {
      this.common = common;
      this.estimate = new Estimate(guesses, weakness);
    }

    @Override
    public boolean isCommon(PlainPassword password) {
      return password.text().equals(common);
    }

    @Override
    public Estimate estimate(PlainPassword password, Set<String> known) {
      told = known;
      return estimate;
    }
  }
}
