package dev.latchkey.adapter.device;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that takes seconds to make: begun when it is first asked for, on a thread of its own.
 * Nobody waits for it. When it could not be made that is logged once, and tried again after a
 * while, by whoever asks then.
 */
final class InBackground<T> {
  private static final Logger LOG = LoggerFactory.getLogger(InBackground.class);

  private final String name;
  private final Callable<T> maker;
  private final Duration pause;
  private final InstantSource time;
  private final AtomicBoolean isBeingMade = new AtomicBoolean();
  private final AtomicBoolean isComplainedOf = new AtomicBoolean();
  private volatile @Nullable T made;
  private volatile Instant notBefore = Instant.MIN;

  /**
   * @param name of the thread
   * @param pause after a failure
   */
  InBackground(String name, Callable<T> maker, Duration pause, InstantSource time) {
    this.name = name;
    this.maker = maker;
    this.pause = pause;
    this.time = time;
  }

  /** It, if it is there already; now is when it is begun, if it was not. */
  Optional<T> get() {
    var there = made;
    if (there == null
        && !time.instant().isBefore(notBefore)
        && isBeingMade.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name(name).start(this::make);
    }
    return Optional.ofNullable(there);
  }

  private void make() {
    if (made == null) {
      var attempt = Attempt.at(maker);
      attempt.failure().ifPresent(this::failed);
      made = attempt.result().orElse(null);
    }
    isBeingMade.set(false);
  }

  private void failed(Throwable reason) {
    notBefore = time.instant().plus(pause);
    if (!isComplainedOf.getAndSet(true)) {
      LOG.warn("{} could not be made; it is tried again now and then", name, reason);
    }
  }
}
