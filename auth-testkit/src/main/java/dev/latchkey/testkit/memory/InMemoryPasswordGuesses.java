package dev.latchkey.testkit.memory;

import dev.latchkey.domain.credential.Guesser;
import dev.latchkey.domain.credential.LockoutPolicy;
import dev.latchkey.domain.credential.PasswordGuesses;
import dev.latchkey.domain.device.DeviceId;
import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.time.CountingIds;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

final class InMemoryPasswordGuesses implements PasswordGuesses {
  private final InMemoryState state;
  private final IdSource ids = new CountingIds();

  InMemoryPasswordGuesses(InMemoryState state) {
    this.state = state;
  }

  @Override
  public Try begin(Guesser guesser, LockoutPolicy policy, Instant now) {
    return state.with(
        rows -> {
          var series = rows.guesses.get(guesser);
          if (series == null) {
            return granted(rows, guesser, Series.first(ids.next(), now));
          }
          if (series.wrong() >= policy.cap()) {
            return new Try.Capped();
          }
          if (series.isQuiet(policy, now)) {
            return granted(rows, guesser, series.next(1, now));
          }
          var until = series.last().plus(policy.pauseAfter(series.burst()));
          return until.isAfter(now)
              ? new Try.Slowed(until)
              : granted(rows, guesser, series.next(series.burst() + 1, now));
        });
  }

  private static Try granted(Rows rows, Guesser guesser, Series series) {
    rows.guesses.put(guesser, series);
    return new Try.Granted(guesser, series.id());
  }

  @Override
  public void giveBack(Try.Granted granted) {
    state.run(
        rows ->
            rows.guesses.computeIfPresent(
                granted.guesser(),
                (guesser, series) ->
                    series.id().equals(granted.series()) ? series.oneLess() : series));
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

  /** Wrong answers in a row: all of them, and those since the last quiet time. */
  record Series(UUID id, int wrong, int burst, Instant last, Instant before) {

    static Series first(UUID id, Instant now) {
      return new Series(id, 1, 1, now, now);
    }

    boolean isQuiet(LockoutPolicy policy, Instant now) {
      return !last.plus(policy.quiet()).isAfter(now);
    }

    Series next(int inBurst, Instant now) {
      return new Series(id, wrong + 1, inBurst, now.isAfter(last) ? now : last, last);
    }

    Series oneLess() {
      return new Series(id, Math.max(0, wrong - 1), Math.max(0, burst - 1), before, before);
    }
  }
}
