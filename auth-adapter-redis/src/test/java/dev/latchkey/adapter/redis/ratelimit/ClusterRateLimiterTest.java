package dev.latchkey.adapter.redis.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.redis.Modules;
import dev.latchkey.adapter.redis.RealCluster;
import dev.latchkey.adapter.redis.RedisModule;
import dev.latchkey.domain.ratelimit.RateLimiter;
import dev.latchkey.testkit.contract.RateLimiterContract;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a real cluster of three nodes. */
class ClusterRateLimiterTest extends RateLimiterContract {
  private static RealCluster cluster;
  private static RedisModule one;
  private static RedisModule other;

  @BeforeAll
  static void start() {
    cluster = RealCluster.start();
    one = Modules.patient(cluster.url());
    other = Modules.patient(cluster.url());
  }

  @AfterAll
  static void stop() {
    one.close();
    other.close();
    cluster.close();
  }

  @Override
  protected RateLimiter limiter() {
    cluster.flush();
    return one.rateLimiter();
  }

  @Override
  protected RateLimiter anotherNode() {
    return other.rateLimiter();
  }

  @Test
  void subjects_are_spread_over_all_nodes() {
    for (var n = 0; n < 60; n++) {
      limiter.admit(THREE_AN_HOUR, "subject-" + n);
    }

    var keys = cluster.nodes().stream().map(node -> node.tell(commands -> commands.dbsize()));
    assertThat(keys.toList()).hasSize(3).allMatch(size -> size > 0);
  }

  /** Looks at who is where, every few seconds, and closes what it looked through. */
  @Test
  void nothing_is_told_to_be_lost_while_all_is_well() {
    var losses = new CopyOnWriteArrayList<String>();
    one.onLoss(losses::add);

    var end = System.nanoTime() + Duration.ofSeconds(6).toNanos();
    while (System.nanoTime() < end) {
      limiter.admit(THREE_AN_HOUR, ADA);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }

    assertThat(losses).isEmpty();
  }
}
