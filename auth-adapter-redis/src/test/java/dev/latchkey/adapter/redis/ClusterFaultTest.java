package dev.latchkey.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.testkit.contract.Eventually;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A real cluster that loses one of its nodes. */
class ClusterFaultTest {
  private static final RateLimit LIMIT = new RateLimit("test", 100, Duration.ofHours(1));
  private static final Duration SOON = Duration.ofMillis(900);
  private static final int SUBJECTS = 30;

  @Test
  void a_node_that_restarts_is_heard_of_and_used_again_without_a_restart_of_ours() {
    try (var cluster = RealCluster.start();
        var module = Modules.connected(cluster.url())) {
      var losses = new CopyOnWriteArrayList<String>();
      module.onLoss(losses::add);
      Eventually.holds(() -> assertThat(answered(module)).isEqualTo(SUBJECTS));

      cluster.nodes().get(1).kill();
      Eventually.holds(() -> assertThat(losses).isNotEmpty());
      assertThat(answered(module)).isLessThan(SUBJECTS);
      cluster.nodes().get(1).startAgain();

      Eventually.holds(() -> assertThat(answered(module)).isEqualTo(SUBJECTS));
    }
  }

  /** How many subjects were counted; each decision, or its absence, comes soon. */
  private static int answered(RedisModule module) {
    return IntStream.range(0, SUBJECTS).map(n -> isAnswered(module, "subject-" + n) ? 1 : 0).sum();
  }

  private static boolean isAnswered(RedisModule module, String subject) {
    var start = System.nanoTime();
    try {
      return module.rateLimiter().admit(LIMIT, subject) != null;
    } catch (RedisAwayException away) {
      return false;
    } finally {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }
  }
}
