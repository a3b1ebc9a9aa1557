package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.credential.GuessBudgets.Take;
import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimit.Budget;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** What every {@link dev.latchkey.domain.credential.GuessBudgets} promises. */
public abstract class GuessBudgetsContract extends StorageContract {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);
  private static final RateLimit THREE_AN_HOUR = new RateLimit("test", 3, HOUR);
  private static final Budget ADA = THREE_AN_HOUR.of("ada@example.com");
  private static final Budget BOB = THREE_AN_HOUR.of("bob@example.com");

  @Test
  void as_many_as_the_allowance_says_are_granted_and_no_more() {
    assertThat(List.of(take(), take(), take())).containsOnly(new Take.Granted(ADA, now()));
    assertThat(take()).isInstanceOf(Take.Exhausted.class);
  }

  @Test
  void an_exhausted_budget_says_when_the_oldest_leaves_the_window() {
    var oldest = now();
    take();
    time.advance(Duration.ofMinutes(10));
    take();
    time.advance(Duration.ofMinutes(10));
    take();

    assertThat(take()).isEqualTo(new Take.Exhausted(oldest.plus(HOUR)));
  }

  @Test
  void one_more_is_granted_at_the_very_instant_the_oldest_leaves_the_window() {
    take();
    time.advance(Duration.ofMinutes(10));
    take();
    take();

    time.advance(Duration.ofMinutes(50).minus(TICK));
    assertThat(take()).isInstanceOf(Take.Exhausted.class);
    time.advance(TICK);
    assertThat(take()).isInstanceOf(Take.Granted.class);
    assertThat(take()).isInstanceOf(Take.Exhausted.class);
  }

  @Test
  void being_refused_costs_nothing() {
    exhaust();
    time.advance(Duration.ofMinutes(30));
    for (var n = 0; n < 10; n++) {
      assertThat(take()).isInstanceOf(Take.Exhausted.class);
    }

    time.advance(Duration.ofMinutes(30));

    assertThat(take()).isInstanceOf(Take.Granted.class);
  }

  /** Compares with a list of grants: whatever the offset, the window moves along exactly. */
  @Test
  void the_window_moves_exactly_at_any_offset() {
    var chance = RandomGeneratorFactory.of("L64X128MixRandom").create(20261102);
    var granted = new ArrayList<Instant>();
    for (var n = 0; n < 300; n++) {
      time.advance(Duration.of(chance.nextLong(HOUR.toMillis() * 500), ChronoUnit.MICROS));
      var inWindow = granted.stream().filter(at -> at.isAfter(now().minus(HOUR))).toList();
      assertThat(take())
          .isEqualTo(
              inWindow.size() < THREE_AN_HOUR.limit()
                  ? new Take.Granted(ADA, now())
                  : new Take.Exhausted(Collections.min(inWindow).plus(HOUR)));
      if (inWindow.size() < THREE_AN_HOUR.limit()) {
        granted.add(now());
      }
    }
  }

  @Test
  void a_clock_that_is_a_little_behind_is_granted_nothing_extra() {
    exhaust();

    assertThat(inUnit(() -> storage.budgets().take(ADA, now().minusSeconds(1))))
        .isInstanceOf(Take.Exhausted.class);
  }

  @Test
  void however_many_come_at_once_no_more_than_the_allowance_are_granted() {
    for (var round = 0; round < 10; round++) {
      var takes = Race.of(Race.MANY, () -> storage.budgets().take(ADA, now()));

      assertThat(takes).filteredOn(Take.Granted.class::isInstance).hasSize(THREE_AN_HOUR.limit());
      time.advance(HOUR);
    }
  }

  @Test
  void however_many_come_at_once_to_a_budget_that_is_partly_spent_only_the_rest_is_granted() {
    take();
    time.advance(Duration.ofMinutes(1));

    var takes = Race.of(Race.MANY, () -> inUnit(() -> storage.budgets().take(ADA, now())));

    assertThat(takes).filteredOn(Take.Granted.class::isInstance).hasSize(THREE_AN_HOUR.limit() - 1);
  }

  @Test
  void each_subject_has_a_budget_of_its_own() {
    exhaust();

    assertThat(storage.budgets().take(BOB, now())).isInstanceOf(Take.Granted.class);
  }

  @Test
  void each_allowance_is_counted_on_its_own() {
    exhaust();
    var other = new RateLimit("another-test", 1, HOUR).of(ADA.subject());

    assertThat(storage.budgets().take(other, now())).isInstanceOf(Take.Granted.class);
  }

  @Test
  void counts_are_the_same_on_every_node() {
    exhaust();

    assertThat(anotherNode().budgets().take(ADA, now())).isInstanceOf(Take.Exhausted.class);
    assertThat(anotherNode().budgets().take(BOB, now())).isInstanceOf(Take.Granted.class);
  }

  @Test
  void what_was_taken_outside_a_unit_stays_taken_whatever_happens_later() {
    exhaust();
    undone(() -> storage.budgets().take(BOB, now()));

    assertThat(take()).isInstanceOf(Take.Exhausted.class);
  }

  @Test
  void what_was_taken_in_a_unit_that_failed_was_not_taken() {
    undone(this::exhaust);

    assertThat(take()).isInstanceOf(Take.Granted.class);
  }

  @Test
  void what_is_given_back_may_be_taken_again() {
    var granted = takeGranted();
    exhaustTheRest();

    storage.budgets().giveBack(granted);

    assertThat(take()).isInstanceOf(Take.Granted.class);
    assertThat(take()).isInstanceOf(Take.Exhausted.class);
  }

  @Test
  void giving_back_twice_gives_back_once() {
    var granted = takeGranted();
    exhaustTheRest();

    storage.budgets().giveBack(granted);
    storage.budgets().giveBack(granted);

    assertThat(take()).isInstanceOf(Take.Granted.class);
    assertThat(take()).isInstanceOf(Take.Exhausted.class);
  }

  @Test
  void giving_back_what_has_left_the_window_changes_nothing() {
    var granted = takeGranted();
    time.advance(HOUR);
    exhaust();

    storage.budgets().giveBack(granted);

    assertThat(take()).isInstanceOf(Take.Exhausted.class);
  }

  @Test
  void a_right_answer_ends_a_series_of_wrong_ones() {
    exhaust();

    storage.budgets().clear(ADA);

    exhaust();
    assertThat(take()).isInstanceOf(Take.Exhausted.class);
  }

  @Test
  void clearing_one_budget_leaves_the_others() {
    exhaust();

    storage.budgets().clear(BOB);

    assertThat(take()).isInstanceOf(Take.Exhausted.class);
  }

  @Test
  void counters_whose_window_passed_are_forgotten() {
    exhaust();
    storage.budgets().take(BOB, now());
    var passed = now().plus(HOUR);

    assertThat(inUnit(() -> storage.budgets().purge(passed))).isZero();
    assertThat(inUnit(() -> storage.budgets().purge(passed.plus(TICK)))).isEqualTo(2);
    assertThat(inUnit(() -> storage.budgets().purge(passed.plus(TICK)))).isZero();
  }

  @Test
  void a_counter_that_still_counts_is_not_forgotten() {
    take();
    time.advance(Duration.ofMinutes(30));
    exhaustTheRest();

    assertThat(inUnit(() -> storage.budgets().purge(now().plus(Duration.ofMinutes(45))))).isZero();
    assertThat(take()).isInstanceOf(Take.Exhausted.class);
  }

  private Take take() {
    return storage.budgets().take(ADA, now());
  }

  private Take.Granted takeGranted() {
    var take = take();
    assertThat(take).isInstanceOf(Take.Granted.class);
    return (Take.Granted) take;
  }

  private void exhaust() {
    for (var n = 0; n < THREE_AN_HOUR.limit(); n++) {
      takeGranted();
    }
  }

  private void exhaustTheRest() {
    time.advance(Duration.ofSeconds(1));
    takeGranted();
    time.advance(Duration.ofSeconds(1));
    takeGranted();
  }
}
