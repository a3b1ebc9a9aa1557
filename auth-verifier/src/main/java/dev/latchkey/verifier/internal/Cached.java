package dev.latchkey.verifier.internal;

import dev.latchkey.domain.kernel.InfrastructureException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was read elsewhere, kept for a while and read again by one thread at a time.
 *
 * <p>Once a reading is to be refreshed, one caller reads and the others go on with what is there;
 * once it is due, they wait for him. When the source does not answer, it is asked again after a
 * pause, not by every caller, and what was read last is used for as long as it is good. However
 * many ask for what is not there, that causes one reading more in a pause.
 */
public final class Cached<T> {

  /** Where it is read. Called by one thread at a time. */
  public interface Source<T> {

    /**
     * Reads.
     *
     * @throws InfrastructureException when the source does not answer
     */
    Reading<T> read(Instant now);

    /** The first of several readings failed. */
    void failed(InfrastructureException why);

    /** A reading succeeded after one that failed. */
    void recovered();
  }

  /**
   * What was read, and how long that counts.
   *
   * @param refreshAt from then on somebody reads again
   * @param dueAt from then on everybody waits for that
   * @param goodUntil from then on it is not used, even when there is nothing better
   */
  public record Reading<T>(T value, Instant refreshAt, Instant dueAt, Instant goodUntil) {}

  private final Source<T> source;
  private final Duration pause;
  private final InstantSource time;
  private final ReentrantLock reading = new ReentrantLock();
  private Instant lastExtra = Instant.MIN;
  private volatile State<T> state = new State<>(null, null, Instant.MIN);

  /**
   * Reads nothing yet.
   *
   * @param pause between two tries when the source does not answer, and between two readings for
   *     something that was not there
   */
  public Cached(Source<T> source, Duration pause, InstantSource time) {
    this.source = source;
    this.pause = pause;
    this.time = time;
  }

  /**
   * The value as it is known.
   *
   * @throws InfrastructureException when there is none that is good, and the source is away
   */
  public T get() {
    var now = time.instant();
    if (isOld(now)) {
      refresh(now);
    }
    return state.valueAt(now);
  }

  /**
   * The answer to a question; when there is none, the answer of a reading that was made after the
   * question came up, if one may be made.
   *
   * @throws InfrastructureException when nothing is known, or the answer is not there and the
   *     source is away: then nobody can tell
   */
  public <R> Optional<R> find(Function<T, Optional<R>> question) {
    var asked = time.instant();
    var known = question.apply(get());
    return known.isPresent() ? known : question.apply(afterAnotherReading(asked));
  }

  private boolean isOld(Instant now) {
    var seen = state;
    return seen.mayTry(now, pause) && seen.wantsRefresh(now, pause);
  }

  private void refresh(Instant now) {
    if (!state.goesOn(now)) {
      reading.lock();
    } else if (!reading.tryLock()) {
      return;
    }
    try {
      if (isOld(now)) {
        read(now);
      }
    } finally {
      reading.unlock();
    }
  }

  private T afterAnotherReading(Instant asked) {
    reading.lock();
    try {
      var now = time.instant();
      var mayRead = !now.isBefore(lastExtra.plus(pause)) && state.mayTry(now, pause);
      if (mayRead && state.triedAt().isBefore(asked)) {
        lastExtra = now;
        read(now);
      }
      return state.freshValue();
    } finally {
      reading.unlock();
    }
  }

  private void read(Instant now) {
    var before = state;
    try {
      var next = source.read(now);
      state = new State<>(next, null, time.instant());
      if (before.failure() != null) {
        source.recovered();
      }
    } catch (InfrastructureException away) {
      state = new State<>(before.reading(), away, time.instant());
      if (before.failure() == null) {
        source.failed(away);
      }
    }
  }

  /** The last reading that succeeded, and how the last try ended. */
  private record State<T>(
      @Nullable Reading<T> reading, @Nullable InfrastructureException failure, Instant triedAt) {

    boolean mayTry(Instant now, Duration pause) {
      return failure == null || !now.isBefore(triedAt.plus(pause)) || wentBack(now, pause);
    }

    boolean wantsRefresh(Instant now, Duration pause) {
      return reading == null || !now.isBefore(reading.refreshAt()) || wentBack(now, pause);
    }

    /** A clock that was set back must not make an old reading last. */
    private boolean wentBack(Instant now, Duration pause) {
      return now.plus(pause).isBefore(triedAt);
    }

    /** Whether one need not wait for the next reading: there is something, or nobody answers. */
    boolean goesOn(Instant now) {
      return failure != null || (reading != null && now.isBefore(reading.dueAt()));
    }

    T valueAt(Instant now) {
      if (reading != null && (failure == null || now.isBefore(reading.goodUntil()))) {
        return reading.value();
      }
      throw outage();
    }

    /** The value, unless the source did not answer when it was asked last. */
    T freshValue() {
      if (reading == null || failure != null) {
        throw outage();
      }
      return reading.value();
    }

    /** A new one for each thread that throws it. */
    private InfrastructureException outage() {
      return new InfrastructureException(
          "reading again",
          failure == null ? new IllegalStateException("nothing was read") : failure);
    }
  }
}
