package dev.latchkey.domain.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.domain.credential.PasswordPolicy.Fault;
import dev.latchkey.domain.credential.PasswordPolicy.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordPolicyTest {
  private final PasswordPolicy policy = new PasswordPolicy(8);

  @Test
  void length_is_all_that_counts() {
    assertThat(policy.judge("aaaaaaaa")).isInstanceOf(Verdict.Accepted.class);
    assertThat(policy.judge("aaaaaaa")).isEqualTo(new Verdict.Refused(Fault.TOO_SHORT));
  }

  @Test
  void code_points_of_the_normal_form_are_counted() {
    assertThat(policy.judge("\ud83d\ude00".repeat(8))).isInstanceOf(Verdict.Accepted.class);
    assertThat(policy.judge("\ud83d\ude00".repeat(7)))
        .isEqualTo(new Verdict.Refused(Fault.TOO_SHORT));
    assertThat(policy.judge("e\u0301".repeat(7))).isEqualTo(new Verdict.Refused(Fault.TOO_SHORT));
  }

  @Test
  void what_is_too_long_or_no_text_is_refused() {
    assertThat(policy.judge("a".repeat(256))).isInstanceOf(Verdict.Accepted.class);
    assertThat(policy.judge("a".repeat(257))).isEqualTo(new Verdict.Refused(Fault.TOO_LONG));
    assertThat(policy.judge("password\ud800")).isEqualTo(new Verdict.Refused(Fault.TOO_LONG));
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
}
