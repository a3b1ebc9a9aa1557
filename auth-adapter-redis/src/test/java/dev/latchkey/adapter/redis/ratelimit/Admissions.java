package dev.latchkey.adapter.redis.ratelimit;

import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimiter;
import dev.latchkey.domain.ratelimit.RateLimiter.Decision.Admitted;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Who was admitted when, as seen by those who asked: between the moment before and the moment after
 * the call, by the clock that all processes of a machine share.
 */
final class Admissions {
  private final Collection<Call> admitted = new ConcurrentLinkedQueue<>();
  private final Collection<Call> all = new ConcurrentLinkedQueue<>();

  /** One call, in nanoseconds. */
  record Call(long before, long after) {
    Duration length() {
      return Duration.ofNanos(after - before);
    }
  }

  /** Asks over and over again, as fast as it goes with a breath in between. */
  void ask(RateLimiter limiter, RateLimit limit, String subject, BooleanSupplier isOver) {
    while (!isOver.getAsBoolean()) {
      var before = System.nanoTime();
      var decision = limiter.admit(limit, subject);
      var call = new Call(before, System.nanoTime());
      all.add(call);
      if (decision instanceof Admitted) {
        admitted.add(call);
      }
      LockSupport.parkNanos(500_000);
    }
  }

  /** The same for so long. */
  void ask(RateLimiter limiter, RateLimit limit, String subject, Duration time) {
    var end = System.nanoTime() + time.toNanos();
    ask(limiter, limit, subject, () -> System.nanoTime() >= end);
  }

  void add(Call call) {
    admitted.add(call);
  }

  List<Call> admitted() {
    return List.copyOf(admitted);
  }

  Duration longestWait() {
    return all.stream().map(Call::length).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** How many were surely admitted in one window, the fullest that there is. */
  int mostIn(Duration window) {
    var most = 0;
    for (var first : admitted) {
      var end = first.before() + window.toNanos();
      var inside =
          admitted.stream()
              .filter(call -> call.before() >= first.before() && call.after() < end)
              .count();
      most = Math.max(most, (int) inside);
    }
    return most;
  }
}
