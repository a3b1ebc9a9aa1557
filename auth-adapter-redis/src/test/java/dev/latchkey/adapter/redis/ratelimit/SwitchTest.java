package dev.latchkey.adapter.redis.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.redis.Modules;
import dev.latchkey.adapter.redis.RealRedis;
import dev.latchkey.adapter.redis.RedisModule;
import dev.latchkey.application.ratelimit.FallingBackRateLimiter;
import dev.latchkey.application.ratelimit.InProcessRateLimiter;
import dev.latchkey.application.ratelimit.NodeShareRateLimiter;
import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimiter;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision.Admitted;
import dev.latchkey.testkit.requirement.Requirement;
import dev.latchkey.testkit.time.SeededEntropy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two nodes on one real Redis, four threads on each, while something happens to it. Nothing is
 * asserted that a slow machine could break, but for the promise about waiting.
 */
class SwitchTest {
  private static final RateLimit LIMIT = new RateLimit("test", 20, Duration.ofSeconds(1));
  private static final int NODES = 2;
  private static final int THREADS = 4;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
  private static final Duration HEALED = Duration.ofSeconds(10);

  private RealRedis redis;
  private List<RedisModule> modules;
  private List<RateLimiter> nodes;

  @BeforeEach
  void start() {
    redis = RealRedis.start();
    modules = IntStream.range(0, NODES).mapToObj(n -> Modules.connected(redis.url())).toList();
    nodes = modules.stream().map(SwitchTest::node).toList();
  }

  @AfterEach
  void stop() {
    modules.forEach(RedisModule::close);
    redis.close();
  }

  private static RateLimiter node(RedisModule module) {
    var here = new InProcessRateLimiter(Clock.systemUTC(), new SeededEntropy(7));
    var share = new NodeShareRateLimiter(NODES, here, here);
    var node = new FallingBackRateLimiter(module.rateLimiter(), share, Clock.systemUTC());
    module.onLoss(node::lost);
    return node;
  }

  @Test
  @Requirement({"S1-66", "S3-07"})
  void killed_and_started_again() throws InterruptedException {
    var admissions =
        during(
            () -> {
              pause(800);
              redis.kill();
              pause(700);
              redis.startAgain();
              pause(1500);
            });

    isBounded(admissions);
    isHealed();
  }

  @Test
  void restarted_within_a_blink() throws InterruptedException {
    var admissions =
        during(
            () -> {
              pause(800);
              redis.kill();
              redis.startAgain();
              pause(2000);
            });

    isBounded(admissions);
    isHealed();
  }

  @Test
  void stopped_and_continued() throws InterruptedException {
    var admissions =
        during(
            () -> {
              pause(800);
              redis.freeze();
              pause(800);
              redis.thaw();
              pause(1500);
            });

    isBounded(admissions);
    isHealed();
  }

  @Test
  void emptied() throws InterruptedException {
    var admissions =
        during(
            () -> {
              pause(800);
              redis.flush();
              pause(1500);
            });

    isBounded(admissions);
    isHealed();
  }

  /** Not one second, and never more than twice the limit, where a window holds the switch. */
  private static void isBounded(Admissions admissions) {
    assertThat(admissions.longestWait()).isLessThan(LONGEST_WAIT);
    assertThat(admissions.mostIn(LIMIT.window())).isLessThanOrEqualTo(2 * LIMIT.limit());
    assertThat(admissions.admitted()).hasSizeGreaterThan(LIMIT.limit());
  }

  /** One node is admitted the whole limit, as Redis alone does, and the other hears of it. */
  private void isHealed() {
    var deadline = System.nanoTime() + HEALED.toNanos();
    var number = 0;
    while (admittedInARow("newcomer-" + number) < LIMIT.limit()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      pause(200);
      number++;
    }
    assertThat(nodes.get(1).admit(LIMIT, "newcomer-" + number)).isNotInstanceOf(Admitted.class);
  }

  private int admittedInARow(String subject) {
    return (int)
        IntStream.range(0, LIMIT.limit())
            .takeWhile(n -> nodes.get(0).admit(LIMIT, subject) instanceof Admitted)
            .count();
  }

  private Admissions during(Runnable events) throws InterruptedException {
    var admissions = new Admissions();
    var isOver = new AtomicBoolean();
    var threads = new ArrayList<Thread>();
    for (var n = 0; n < NODES * THREADS; n++) {
      var node = nodes.get(n % NODES);
      threads.add(Thread.ofPlatform().start(() -> admissions.ask(node, LIMIT, "ada", isOver::get)));
    }
    events.run();
    isOver.set(true);
    for (var thread : threads) {
      thread.join();
    }
    return admissions;
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
