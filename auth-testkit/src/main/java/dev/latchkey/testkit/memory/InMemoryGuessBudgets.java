package dev.latchkey.testkit.memory;

import dev.latchkey.domain.credential.GuessBudgets;
import dev.latchkey.domain.ratelimit.RateLimit.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

final class InMemoryGuessBudgets implements GuessBudgets {
  private final InMemoryState state;

  InMemoryGuessBudgets(InMemoryState state) {
    this.state = state;
  }

  @Override
  public Take take(Budget budget, Instant now) {
    return state.with(
        rows -> {
          var counter = rows.budgets.getOrDefault(Key.of(budget), Counter.of(budget));
          var counting = counter.countingAt(now);
          if (counting.size() >= budget.limit().limit()) {
            return new Take.Exhausted(Collections.min(counting).plus(counter.window()));
          }
          rows.budgets.put(Key.of(budget), counter.with(now));
          return new Take.Granted(budget, now);
        });
  }

  @Override
  public void giveBack(Take.Granted granted) {
    state.run(
        rows ->
            rows.budgets.computeIfPresent(
                Key.of(granted.budget()), (key, counter) -> counter.without(granted.at())));
  }

  @Override
  public void clear(Budget budget) {
    state.run(rows -> rows.budgets.remove(Key.of(budget)));
  }

  @Override
  public int purge(Instant overBefore) {
    return state.with(
        rows -> {
          var before = rows.budgets.size();
          rows.budgets.values().removeIf(counter -> counter.isOverBefore(overBefore));
          return before - rows.budgets.size();
        });
  }

  /** Counters are kept under the name of the limit, so that its numbers may change. */
  record Key(String limit, String subject) {
    static Key of(Budget budget) {
      return new Key(budget.limit().name(), budget.subject());
    }
  }

  record Counter(Duration window, List<Instant> granted) {
    static Counter of(Budget budget) {
      return new Counter(budget.limit().window(), List.of());
    }

    List<Instant> countingAt(Instant now) {
      return granted.stream().filter(at -> at.plus(window).isAfter(now)).toList();
    }

    boolean isOverBefore(Instant instant) {
      return countingAt(instant.minusNanos(1)).isEmpty();
    }

    Counter with(Instant at) {
      var more = new ArrayList<>(granted);
      more.add(at);
      return new Counter(window, List.copyOf(more));
    }

    /** One grant of that instant less, if there is one. */
    Counter without(Instant at) {
      var fewer = new ArrayList<>(granted);
      fewer.remove(at);
      return new Counter(window, List.copyOf(fewer));
    }
  }
}
