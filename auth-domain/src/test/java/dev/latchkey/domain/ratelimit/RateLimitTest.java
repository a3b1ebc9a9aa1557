package dev.latchkey.domain.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RateLimitTest {
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void a_limit_allows_something_for_a_while() {
    assertThat(new RateLimit("test", 1, Duration.ofNanos(1)).limit()).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit("test", 0, DAY));
    assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit("test", -1, DAY));
    assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit("test", 1, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RateLimit("test", 1, Duration.ofSeconds(-1)));
  }

  @Test
  void a_log_does_not_see_whose_budget_it_is() {
    var budget = new RateLimit("test", 1, DAY).of("ada@example.com");

    assertThat(budget.toString()).contains("test").doesNotContain("ada");
  }
}
