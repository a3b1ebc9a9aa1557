package dev.latchkey.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepUpPolicyTest {
  private static final Instant SIGNED_IN = Instant.parse("2026-11-02T10:15:30Z");

  private final StepUpPolicy policy = new StepUpPolicy(Duration.ofMinutes(5));

  @Test
  void a_sign_in_is_fresh_until_the_very_instant_it_is_too_old() {
    assertThat(policy.isFresh(SIGNED_IN, SIGNED_IN)).isTrue();
    assertThat(policy.isFresh(SIGNED_IN, SIGNED_IN.plusSeconds(300).minusNanos(1000))).isTrue();
    assertThat(policy.isFresh(SIGNED_IN, SIGNED_IN.plusSeconds(300))).isFalse();
  }

  @Test
  void fresh_is_within_the_hour() {
    for (var maxAge : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofMinutes(61))) {
      assertThatThrownBy(() -> new StepUpPolicy(maxAge))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(new StepUpPolicy(Duration.ofHours(1)).maxAge()).isEqualTo(Duration.ofHours(1));
  }
}
