package dev.latchkey.testkit.memory;

import dev.latchkey.domain.credential.Guesser;
import dev.latchkey.domain.credential.LockoutPolicy;
import dev.latchkey.domain.credential.PasswordGuesses;
import dev.latchkey.domain.device.DeviceId;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class InMemoryPasswordGuesses implements PasswordGuesses {
  private final InMemoryState state;

  InMemoryPasswordGuesses(InMemoryState state) {
    this.state = state;
  }

  @Override
  public Try begin(Guesser guesser, LockoutPolicy policy, Instant now) {
    return state.with(
        rows -> {
          var series = rows.guesses.get(guesser);
          if (series == null) {
            return granted(rows, guesser, new Series(1, 1, now, null));
          }
          if (series.wrong() >= policy.cap()) {
            return new Try.Capped(tell(rows, guesser, series, now));
          }
          if (series.isQuiet(policy, now)) {
            return granted(rows, guesser, series.next(1, now));
          }
          var until = series.last().plus(policy.pauseAfter(series.burst()));
          return until.isAfter(now)
              ? new Try.Slowed(until, tell(rows, guesser, series, now))
              : granted(rows, guesser, series.next(series.burst() + 1, now));
        });
  }

  private static Try granted(Rows rows, Guesser guesser, Series series) {
    rows.guesses.put(guesser, series);
    return new Try.Granted();
  }

  private static boolean tell(Rows rows, Guesser guesser, Series series, Instant now) {
    var told = series.told();
    var due = told == null || !told.plus(LockoutPolicy.BETWEEN_NOTICES).isAfter(now);
    if (due) {
      rows.guesses.put(guesser, series.toldAt(now));
    }
    return due;
  }

  @Override
  public void forgive(Guesser guesser) {
    state.run(rows -> rows.guesses.remove(guesser));
  }

  @Override
  public void forgiveAll(UserId user) {
    state.run(rows -> rows.guesses.keySet().removeIf(g -> g.account().key().equals(user.value())));
  }

  @Override
  public int purge() {
    return state.with(
        rows -> {
          var before = rows.guesses.size();
          rows.guesses.keySet().removeIf(guesser -> isForgotten(rows, guesser));
          return before - rows.guesses.size();
        });
  }

  private static boolean isForgotten(Rows rows, Guesser guesser) {
    Optional<DeviceId> device = guesser.device();
    return device.filter(id -> !rows.devices.containsKey(id)).isPresent();
  }

  /**
   * Wrong answers in a row: all of them, and those since the last quiet time.
   *
   * @param told when the owner was told of refused ones, if ever
   */
  record Series(int wrong, int burst, Instant last, @Nullable Instant told) {

    boolean isQuiet(LockoutPolicy policy, Instant now) {
      return !last.plus(policy.quiet()).isAfter(now);
    }

    Series next(int inBurst, Instant now) {
      return new Series(wrong + 1, inBurst, now.isAfter(last) ? now : last, told);
    }

    Series toldAt(Instant now) {
      return new Series(wrong, burst, last, now);
    }
  }
}
