package dev.latchkey.domain.leaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.domain.ratelimit.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeavingPolicyTest {
  private static final RateLimit MAILS = new RateLimit("mails", 1, Duration.ofHours(1));

  @Test
  void the_standard_grace_is_a_week() {
    var now = Instant.parse("2026-11-02T10:15:30Z");

    assertThat(LeavingPolicy.standard().deleteAt(now))
        .isEqualTo(Instant.parse("2026-11-09T10:15:30Z"));
  }

  @Test
  void nobody_waits_longer_than_a_month_and_nobody_is_gone_before_he_asked() {
    for (var grace :
        List.of(Duration.ZERO, Duration.ofDays(-1), Duration.ofDays(30).plusSeconds(1))) {
      assertThatThrownBy(() -> new LeavingPolicy(grace, MAILS))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(new LeavingPolicy(Duration.ofDays(30), MAILS).grace())
        .isEqualTo(Duration.ofDays(30));
  }
}
