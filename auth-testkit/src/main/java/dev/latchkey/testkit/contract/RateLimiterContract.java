package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimiter;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision.Admitted;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision.Refused;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RateLimiter} promises, whatever clock it goes by: no window ends while a test
 * runs. What happens when windows move is in {@link MovingWindowContract}.
 */
public abstract class RateLimiterContract {
  protected static final Duration HOUR = Duration.ofHours(1);
  protected static final RateLimit THREE_AN_HOUR = new RateLimit("test", 3, HOUR);
  protected static final String ADA = "ada@example.com";
  protected static final String BOB = "bob@example.com";

  private static final Duration A_WHILE = Duration.ofMinutes(5);
  private static final int THREADS = 2 * Race.MANY;

  /** The limiter under test, which has counted nothing at the start of each test. */
  protected RateLimiter limiter;

  /** A limiter that has counted nothing. Asked once before each test. */
  protected abstract RateLimiter limiter();

  /** The limiter under test as another node has it. Override wherever there can be several. */
  protected RateLimiter anotherNode() {
    return limiter;
  }

  @BeforeEach
  void ask_for_a_limiter_that_counted_nothing() {
    limiter = limiter();
  }

  protected final Decision ask() {
    return limiter.admit(THREE_AN_HOUR, ADA);
  }

  protected final void exhaust() {
    for (var n = 0; n < THREE_AN_HOUR.limit(); n++) {
      assertThat(ask()).isInstanceOf(Admitted.class);
    }
  }

  @Test
  void as_many_as_the_limit_says_are_admitted_and_no_more() {
    exhaust();

    assertThat(ask()).isInstanceOf(Refused.class);
    assertThat(ask()).isInstanceOf(Refused.class);
  }

  @Test
  void a_limit_of_one_admits_one() {
    var one = new RateLimit("one", 1, HOUR);

    assertThat(limiter.admit(one, ADA))
        .isInstanceOfSatisfying(Admitted.class, first -> assertThat(first.remaining()).isZero());
    assertThat(limiter.admit(one, ADA)).isInstanceOf(Refused.class);
  }

  @Test
  void who_is_admitted_hears_how_many_may_follow() {
    var remaining = IntStream.range(0, 3).mapToObj(n -> ((Admitted) ask()).remaining()).toList();

    assertThat(remaining).containsExactly(2, 1, 0);
  }

  @Test
  void who_is_admitted_hears_when_the_limit_is_whole_again() {
    assertThat(((Admitted) ask()).reset()).isBetween(HOUR.minus(A_WHILE), HOUR);
  }

  @Test
  void who_is_refused_hears_when_to_come_again() {
    exhaust();

    assertThat(((Refused) ask()).retryAfter()).isBetween(HOUR.minus(A_WHILE), HOUR);
  }

  @Test
  void each_subject_is_counted_on_its_own() {
    exhaust();

    assertThat(limiter.admit(THREE_AN_HOUR, BOB)).isEqualTo(firstOf(THREE_AN_HOUR, BOB + "2"));
  }

  @Test
  void each_limit_is_counted_on_its_own() {
    exhaust();
    var other = new RateLimit("another-test", 1, HOUR);

    assertThat(limiter.admit(other, ADA)).isInstanceOf(Admitted.class);
    assertThat(ask()).isInstanceOf(Refused.class);
  }

  @Test
  void names_and_subjects_do_not_run_into_each_other() {
    var one = new RateLimit("te", 1, HOUR);
    var other = new RateLimit("test", 1, HOUR);

    assertThat(limiter.admit(one, "st" + ADA)).isInstanceOf(Admitted.class);
    assertThat(limiter.admit(other, ADA)).isInstanceOf(Admitted.class);
  }

  @Test
  void under_a_lower_number_of_the_same_name_what_was_admitted_still_counts() {
    exhaust();
    var lower = new RateLimit(THREE_AN_HOUR.name(), 2, HOUR);

    assertThat(limiter.admit(lower, ADA)).isInstanceOf(Refused.class);
  }

  @Test
  void under_a_higher_number_of_the_same_name_the_difference_may_follow() {
    exhaust();
    var higher = new RateLimit(THREE_AN_HOUR.name(), 4, HOUR);

    assertThat(limiter.admit(higher, ADA)).isInstanceOf(Admitted.class);
    assertThat(limiter.admit(higher, ADA)).isInstanceOf(Refused.class);
  }

  @Test
  void however_many_come_at_once_no_more_than_the_limit_are_admitted() {
    for (var round = 0; round < 10; round++) {
      var subject = ADA + round;
      var decisions = Race.of(THREADS, () -> limiter.admit(THREE_AN_HOUR, subject));

      assertThat(decisions).filteredOn(Admitted.class::isInstance).hasSize(THREE_AN_HOUR.limit());
    }
  }

  @Test
  void however_many_come_at_once_each_is_told_another_rest() {
    var limit = new RateLimit("many", THREADS, HOUR);
    var decisions = Race.of(THREADS, () -> limiter.admit(limit, ADA));

    assertThat(decisions.stream().map(each -> ((Admitted) each).remaining()).toList())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, THREADS).boxed().toList());
  }

  @Test
  void however_many_come_at_once_on_two_nodes_no_more_than_the_limit_are_admitted() {
    var other = anotherNode();
    var turn = new AtomicInteger();

    var decisions =
        Race.of(
            THREADS,
            () -> (turn.getAndIncrement() % 2 == 0 ? limiter : other).admit(THREE_AN_HOUR, ADA));

    assertThat(decisions).filteredOn(Admitted.class::isInstance).hasSize(THREE_AN_HOUR.limit());
  }

  @Test
  void however_many_subjects_come_at_once_none_takes_from_another() {
    var turn = new AtomicInteger();

    var decisions =
        Race.of(THREADS, () -> limiter.admit(THREE_AN_HOUR, ADA + turn.getAndIncrement()));

    assertThat(decisions)
        .allSatisfy(each -> assertThat(((Admitted) each).remaining()).isEqualTo(2));
  }

  @Test
  void counts_are_the_same_on_every_node() {
    exhaust();

    assertThat(anotherNode().admit(THREE_AN_HOUR, ADA)).isInstanceOf(Refused.class);
    assertThat(anotherNode().admit(THREE_AN_HOUR, BOB)).isInstanceOf(Admitted.class);
  }

  /** What strangers may write into an address, and what may mean something to a storage. */
  @Test
  void no_text_is_too_odd_to_be_counted_on_its_own() {
    var subjects =
        List.of(
            "",
            " ",
            "\u0000",
            "\u0000\u0000",
            "*",
            "{}",
            "{a}b",
            "{a}c",
            "a\r\nFLUSHALL\r\n",
            "'; drop table guess_budget; --",
            "%s%n${jndi:ldap://x}",
            "\u00e9",
            "e\u0301",
            "\ud83d\udd11",
            "x".repeat(1_000_000),
            "x".repeat(1_000_001));

    for (var subject : subjects) {
      exhaustOnly(subject);
    }
    for (var subject : subjects) {
      assertThat(limiter.admit(THREE_AN_HOUR, subject)).isInstanceOf(Refused.class);
    }
  }

  /** No text in UTF-8: what it is taken for does not matter, as long as it is limited. */
  @Test
  void half_a_character_is_limited_too() {
    exhaustOnly("\ud83d");

    assertThat(limiter.admit(THREE_AN_HOUR, "\ud83d")).isInstanceOf(Refused.class);
  }

  @Test
  void a_large_limit_costs_what_is_used_of_it() {
    var large = new RateLimit("large", Integer.MAX_VALUE, HOUR);
    for (var n = 0; n < 200; n++) {
      assertThat(limiter.admit(large, ADA + n)).isEqualTo(firstOf(large, BOB + n));
    }
  }

  private void exhaustOnly(String subject) {
    for (var n = 0; n < THREE_AN_HOUR.limit(); n++) {
      assertThat(limiter.admit(THREE_AN_HOUR, subject)).isInstanceOf(Admitted.class);
    }
  }

  /** What a subject hears that was never heard of. */
  private Decision firstOf(RateLimit limit, String stranger) {
    var first = limiter.admit(limit, stranger);
    assertThat(first)
        .isInstanceOfSatisfying(
            Admitted.class,
            admitted -> assertThat(admitted.remaining()).isEqualTo(limit.limit() - 1));
    return first;
  }
}
