package dev.latchkey.application.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimiter;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision.Admitted;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision.Refused;
import dev.latchkey.testkit.time.MutableTime;
import dev.latchkey.testkit.time.SeededEntropy;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FallingBackRateLimiterTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final RateLimit SIX_A_MINUTE = new RateLimit("test", 6, MINUTE);
  private static final int NODES = 3;

  private final MutableTime time = MutableTime.somewhen();
  private final Breakable shared = new Breakable();
  private final RateLimiter everywhere = new InProcessRateLimiter(time, new SeededEntropy(1));
  private final List<FallingBackRateLimiter> nodes =
      IntStream.range(0, NODES).mapToObj(n -> node()).toList();

  private FallingBackRateLimiter node() {
    var here = new InProcessRateLimiter(time, new SeededEntropy(2));
    var share = new NodeShareRateLimiter(NODES, here, everywhere);
    return new FallingBackRateLimiter(shared, share, time);
  }

  /** What all nodes share, until it is away; it may come back without its memory. */
  private final class Breakable implements RateLimiter {
    private RateLimiter memory = new InProcessRateLimiter(time, new SeededEntropy(3));
    private boolean away;

    @Override
    public Decision admit(RateLimit limit, String subject) {
      if (away) {
        throw new InfrastructureException("ask the shared limiter", new IOException("away"));
      }
      return memory.admit(limit, subject);
    }

    void forget() {
      memory = new InProcessRateLimiter(time, new SeededEntropy(3));
    }
  }

  private RateLimiter.Decision ask(int node) {
    return nodes.get(node).admit(SIX_A_MINUTE, "ada");
  }

  private int admittedBy(int node, int tries) {
    return (int) IntStream.range(0, tries).filter(n -> ask(node) instanceof Admitted).count();
  }

  /** All nodes hear of it, as they do when their connections break. */
  private void restart() {
    shared.away = false;
    shared.forget();
    nodes.forEach(node -> node.lost("restarted"));
  }

  @Test
  void one_node_may_admit_the_whole_limit_while_the_shared_one_is_there() {
    assertThat(admittedBy(0, 10)).isEqualTo(6);
    assertThat(admittedBy(1, 10)).isZero();
  }

  @Test
  void each_node_admits_its_share_while_the_shared_one_is_away() {
    shared.away = true;

    assertThat(admittedBy(0, 10)).isEqualTo(2);
    assertThat(admittedBy(1, 10)).isEqualTo(2);
    assertThat(ask(0)).isEqualTo(new Refused(MINUTE));
  }

  @Test
  void when_it_comes_back_with_its_memory_nothing_is_admitted_twice() {
    assertThat(admittedBy(0, 10)).isEqualTo(6);
    shared.away = true;
    assertThat(admittedBy(1, 10)).isEqualTo(2);
    shared.away = false;

    assertThat(admittedBy(0, 10) + admittedBy(1, 10) + admittedBy(2, 10)).isZero();
  }

  @Test
  void when_it_comes_back_without_its_memory_the_shares_hold_for_a_window() {
    assertThat(admittedBy(0, 10)).isEqualTo(6);
    restart();
    time.advance(MINUTE.minusNanos(1));

    assertThat(admittedBy(0, 10)).isEqualTo(2);
    assertThat(admittedBy(1, 10)).isEqualTo(2);
    assertThat(admittedBy(2, 10)).isEqualTo(2);
  }

  /** The limit before, the shares meanwhile, and the limit again would be three times the limit. */
  @Test
  void a_short_absence_that_costs_its_memory_admits_twice_the_limit_and_no_more() {
    assertThat(admittedBy(0, 10)).isEqualTo(6);
    shared.away = true;
    assertThat(admittedBy(0, 10) + admittedBy(1, 10) + admittedBy(2, 10)).isEqualTo(6);
    restart();

    assertThat(admittedBy(0, 10) + admittedBy(1, 10) + admittedBy(2, 10)).isZero();
  }

  @Test
  void a_window_after_it_was_last_away_it_decides_alone_again() {
    shared.away = true;
    ask(0);
    shared.away = false;
    time.advance(MINUTE);

    assertThat(admittedBy(0, 10)).isEqualTo(6);
  }

  @Test
  void who_is_admitted_by_both_hears_the_smaller_rest() {
    nodes.get(0).lost("for a moment");

    assertThat(ask(0)).isEqualTo(new Admitted(1, MINUTE));
  }

  @Test
  void a_limit_too_small_for_shares_is_counted_for_all_nodes_meanwhile() {
    var two = new RateLimit("two", 2, MINUTE);
    shared.away = true;

    assertThat(nodes.get(0).admit(two, "ada")).isInstanceOf(Admitted.class);
    assertThat(nodes.get(1).admit(two, "ada")).isInstanceOf(Admitted.class);
    assertThat(nodes.get(2).admit(two, "ada")).isInstanceOf(Refused.class);
  }

  /** Outages of any length with and without loss of memory, at most one in two windows. */
  @Test
  void in_no_window_are_more_than_twice_the_limit_admitted_whatever_happens() {
    var chance = RandomGeneratorFactory.of("L64X128MixRandom").create(20261121);
    var admitted = new ArrayList<Instant>();
    var nextFault = time.instant().plus(MINUTE);
    for (var n = 0; n < 20_000; n++) {
      time.advance(Duration.ofMillis(chance.nextInt(2000)));
      if (!time.instant().isBefore(nextFault)) {
        fault(chance.nextInt(4));
        nextFault = time.instant().plusMillis(MINUTE.toMillis() + chance.nextInt(180_000));
      }
      if (shared.away && chance.nextInt(12) == 0) {
        comeBack(chance.nextBoolean());
        nextFault = time.instant().plusMillis(2 * MINUTE.toMillis() + chance.nextInt(60_000));
      }
      for (var each = 0; each < 3; each++) {
        if (ask(chance.nextInt(NODES)) instanceof Admitted) {
          admitted.add(time.instant());
        }
      }
    }
    assertThat(mostInAWindow(admitted)).isBetween(7, 2 * SIX_A_MINUTE.limit());
  }

  private void fault(int which) {
    switch (which) {
      case 0 -> restart();
      case 1 -> shared.forget();
      default -> {
        shared.away = true;
        nodes.forEach(node -> node.lost("gone"));
      }
    }
  }

  private void comeBack(boolean withMemory) {
    shared.away = false;
    if (!withMemory) {
      restart();
    }
  }

  private static int mostInAWindow(List<Instant> admitted) {
    var most = 0;
    var first = 0;
    for (var last = 0; last < admitted.size(); last++) {
      while (!admitted.get(first).plus(MINUTE).isAfter(admitted.get(last))) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
