package dev.latchkey.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision.Admitted;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision.Refused;
import dev.latchkey.testkit.contract.Eventually;
import dev.latchkey.testkit.requirement.Requirement;
import io.lettuce.core.AclCategory;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One real Redis, treated badly. */
class RedisModuleTest {
  private static final RateLimit TWO_AN_HOUR = new RateLimit("test", 2, Duration.ofHours(1));
  private static final String ADA = "203.0.113.7";

  /** The deadline of a command is 150 ms; the rest is for a machine that has other things to do. */
  private static final Duration SOON = Duration.ofMillis(900);

  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  private RealRedis redis;
  private RedisModule module;

  @BeforeEach
  void start() {
    redis = RealRedis.start();
    module = Modules.connected(redis.url());
  }

  @AfterEach
  void stop() {
    module.close();
    redis.close();
  }

  private Decision ask() {
    return module.rateLimiter().admit(TWO_AN_HOUR, ADA);
  }

  private void isAway() {
    assertThatThrownBy(this::ask).isInstanceOf(RedisAwayException.class);
  }

  private static Duration timeOf(Runnable work) {
    var start = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void isBackInTime() {
    assertThat(timeOf(() -> Modules.awaitConnected(module))).isLessThan(TEN_SECONDS);
    assertThat(ask()).isNotNull();
  }

  @Test
  void opening_does_not_wait_for_a_redis_that_is_not_there() {
    redis.kill();
    try (var lonely = RedisModule.open(Modules.config(redis.url()))) {
      assertThat(timeOf(() -> isAway(lonely))).isLessThan(SOON);
      assertThat(lonely.health().answers().getAsBoolean()).isFalse();

      redis.startAgain();

      assertThat(timeOf(() -> Modules.awaitConnected(lonely))).isLessThan(TEN_SECONDS);
      assertThat(lonely.rateLimiter().admit(TWO_AN_HOUR, ADA)).isInstanceOf(Admitted.class);
    }
  }

  private static void isAway(RedisModule module) {
    assertThatThrownBy(() -> module.rateLimiter().admit(TWO_AN_HOUR, ADA))
        .isInstanceOf(RedisAwayException.class);
  }

  @Test
  @Requirement("S1-66")
  void a_redis_that_was_killed_is_away_at_once_and_used_again_when_it_is_back() {
    assertThat(ask()).isInstanceOf(Admitted.class);

    redis.kill();
    for (var n = 0; n < 10; n++) {
      assertThat(timeOf(this::isAway)).isLessThan(SOON);
    }
    redis.startAgain();

    isBackInTime();
  }

  @Test
  void a_redis_that_hangs_is_waited_for_a_few_times_and_not_long() {
    redis.freeze();

    var waits = Stream.generate(() -> timeOf(this::isAway)).limit(30).toList();

    assertThat(waits).allSatisfy(wait -> assertThat(wait).isLessThan(SOON));
    assertThat(waits.stream().filter(wait -> wait.toMillis() >= 140)).hasSizeLessThan(10);
    redis.thaw();
    isBackInTime();
  }

  @Test
  void an_empty_redis_has_counted_nothing() {
    ask();
    ask();
    assertThat(ask()).isInstanceOf(Refused.class);

    redis.flush();

    assertThat(ask()).isInstanceOf(Admitted.class);
  }

  @Test
  void a_redis_that_forgot_the_script_hears_it_again() {
    ask();
    redis.tell(commands -> commands.scriptFlush());

    assertThat(ask()).isInstanceOf(Admitted.class);
    assertThat(ask()).isInstanceOf(Refused.class);
  }

  @Test
  void whoever_listens_hears_of_a_restart_that_nobody_asked_through() {
    var losses = new CopyOnWriteArrayList<String>();
    module.onLoss(losses::add);

    redis.kill();
    redis.startAgain();

    Eventually.holds(() -> assertThat(losses).isNotEmpty());
    isBackInTime();
  }

  @Test
  void whoever_listens_hears_nothing_while_all_is_well() {
    var losses = new CopyOnWriteArrayList<String>();
    module.onLoss(losses::add);

    ask();
    redis.flush();
    ask();

    assertThat(losses).isEmpty();
  }

  @Test
  void a_redis_without_room_is_away_and_not_generous() {
    redis.tell(commands -> commands.configSet("maxmemory-policy", "noeviction"));
    redis.tell(commands -> commands.configSet("maxmemory", "1"));

    assertThat(timeOf(this::isAway)).isLessThan(SOON);

    redis.tell(commands -> commands.configSet("maxmemory", "0"));
    assertThat(ask()).isInstanceOf(Admitted.class);
  }

  @Test
  void what_somebody_else_keeps_under_our_key_is_an_outage_and_no_bug() {
    ask();
    var key = redis.tell(commands -> commands.keys("*")).getFirst();
    redis.tell(commands -> commands.set(key, "mine"));

    isAway();
  }

  @Test
  void keys_tell_nobody_and_go_with_their_window() {
    ask();

    var keys = redis.tell(commands -> commands.keys("*"));
    assertThat(keys).singleElement().asString().startsWith("latchkey:limit:test:{");
    assertThat(keys).noneMatch(key -> key.contains(ADA));
    long lifetime = redis.tell(commands -> commands.pttl(keys.getFirst()));
    assertThat(lifetime)
        .isBetween(Duration.ofMinutes(59).toMillis(), Duration.ofMinutes(61).toMillis());
  }

  @Test
  void those_with_another_prefix_count_on_their_own() {
    ask();
    ask();
    var other = Modules.config(redis.url()).withPrefix("other:");

    try (var stranger = RedisModule.open(other)) {
      Modules.awaitConnected(stranger);
      assertThat(stranger.rateLimiter().admit(TWO_AN_HOUR, ADA)).isInstanceOf(Admitted.class);
    }
    assertThat(ask()).isInstanceOf(Refused.class);
  }

  @Test
  void whoever_is_interrupted_stays_interrupted() throws InterruptedException {
    redis.freeze();
    var interrupted = new AtomicBoolean();
    var caller =
        Thread.ofPlatform()
            .start(
                () -> {
                  Thread.currentThread().interrupt();
                  isAway();
                  interrupted.set(Thread.currentThread().isInterrupted());
                });
    caller.join();

    assertThat(interrupted).isTrue();
  }

  @Test
  void closing_twice_is_harmless_and_what_is_closed_is_away() {
    module.close();
    module.close();

    isAway();
  }

  @Test
  void a_password_opens_and_a_wrong_one_does_not() {
    try (var guarded = RealRedis.start("--requirepass", "open:sesame@1")) {
      var url = "redis://:%s@127.0.0.1:" + guarded.port();
      try (var right = Modules.connected(url.formatted("open%3Asesame%401"));
          var wrong = RedisModule.open(Modules.config(url.formatted("guessed")));
          var none = RedisModule.open(Modules.config("redis://127.0.0.1:" + guarded.port()))) {
        assertThat(right.rateLimiter().admit(TWO_AN_HOUR, ADA)).isInstanceOf(Admitted.class);
        for (var refused : List.of(wrong, none)) {
          isAway(refused);
          assertThat(refused.health().answers().getAsBoolean()).isFalse();
        }
      }
    }
  }

  @Test
  void a_user_who_may_do_what_is_documented_is_enough() {
    redis.tell(
        commands ->
            commands.aclSetuser(
                "latchkey",
                AclSetuserArgs.Builder.on()
                    .addPassword("word")
                    .keyPattern("latchkey:*")
                    .addCategory(AclCategory.CONNECTION)
                    .addCommand(CommandType.EVAL)
                    .addCommand(CommandType.EVALSHA)
                    .addCommand(CommandType.TIME)
                    .addCommand(CommandType.DEL)
                    .addCommand(CommandType.PEXPIRE)
                    .addCommand(CommandType.LINDEX)
                    .addCommand(CommandType.LLEN)
                    .addCommand(CommandType.LPOP)
                    .addCommand(CommandType.RPUSH)));
    var url = "redis://latchkey:word@127.0.0.1:" + redis.port();

    try (var user = Modules.connected(url)) {
      assertThat(user.rateLimiter().admit(TWO_AN_HOUR, ADA)).isInstanceOf(Admitted.class);
      assertThat(user.rateLimiter().admit(TWO_AN_HOUR, ADA)).isInstanceOf(Admitted.class);
      assertThat(user.rateLimiter().admit(TWO_AN_HOUR, ADA)).isInstanceOf(Refused.class);
    }
  }
}
