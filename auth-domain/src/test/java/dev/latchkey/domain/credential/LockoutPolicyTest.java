package dev.latchkey.domain.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockoutPolicyTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void the_standard_is_five_and_then_growing_pauses_and_an_end_at_a_hundred() {
    var standard = LockoutPolicy.standard();

    assertThat(standard.cap()).isEqualTo(100);
    assertThat(standard.pauseAfter(4)).isZero();
    assertThat(List.of(5, 6, 7, 8, 9, 10, 99).stream().map(standard::pauseAfter))
        .extracting(Duration::toMinutes)
        .containsExactly(1L, 2L, 4L, 8L, 15L, 15L, 15L);
  }

  @Test
  void the_classic_rule_has_one_pause_and_forgets_with_it() {
    var classic = LockoutPolicy.classic(3, MINUTE);

    assertThat(classic.pauseAfter(2)).isZero();
    assertThat(classic.pauseAfter(3)).isEqualTo(MINUTE);
    assertThat(classic.quiet()).isEqualTo(MINUTE);
    assertThat(classic.cap()).isEqualTo(100);
  }

  @Test
  void nobody_allows_more_than_a_hundred_or_no_pause_at_all() {
    var one = List.of(MINUTE);
    assertThat(new LockoutPolicy(1, one, MINUTE, 100).burst()).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new LockoutPolicy(1, one, MINUTE, 101));
    assertThatIllegalArgumentException().isThrownBy(() -> new LockoutPolicy(1, one, MINUTE, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new LockoutPolicy(0, one, MINUTE, 100));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LockoutPolicy(1, List.of(), MINUTE, 100));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LockoutPolicy(1, List.of(Duration.ZERO), MINUTE, 100));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LockoutPolicy(1, one, Duration.ZERO, 100));
  }
}
