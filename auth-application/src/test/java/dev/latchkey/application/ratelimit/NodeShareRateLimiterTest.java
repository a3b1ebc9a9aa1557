package dev.latchkey.application.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimiter;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision.Admitted;
import dev.latchkey.testkit.time.MutableTime;
import dev.latchkey.testkit.time.SeededEntropy;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeShareRateLimiterTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final MutableTime time = MutableTime.somewhen();
  private final RateLimiter everywhere = new InProcessRateLimiter(time, new SeededEntropy(1));

  private List<RateLimiter> nodes(int count) {
    return IntStream.range(0, count).mapToObj(n -> node(count)).toList();
  }

  private RateLimiter node(int count) {
    var here = new InProcessRateLimiter(time, new SeededEntropy(2));
    return new NodeShareRateLimiter(count, here, everywhere);
  }

  @ParameterizedTest
  @CsvSource({"300, 1, 300", "300, 3, 300", "10, 3, 9", "3, 3, 3", "2, 3, 2", "1, 1000, 1"})
  void all_nodes_together_admit_the_limit_and_hardly_less(int limit, int count, int expected) {
    var admitted = 0;
    for (var node : nodes(count)) {
      for (var n = 0; n < limit; n++) {
        admitted += isAdmitted(node.admit(new RateLimit("test", limit, MINUTE), "ada")) ? 1 : 0;
      }
    }

    assertThat(admitted).isEqualTo(expected);
  }

  @Test
  void who_is_admitted_hears_what_this_node_will_still_admit() {
    assertThat(node(3).admit(new RateLimit("test", 10, MINUTE), "ada"))
        .isEqualTo(new Admitted(2, MINUTE));
  }

  @Test
  void no_node_is_no_number_of_nodes() {
    assertThatThrownBy(() -> node(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean isAdmitted(Decision decision) {
    return decision instanceof Admitted;
  }
}
