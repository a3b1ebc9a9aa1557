package dev.latchkey.testkit.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Safe for any number of threads. */
public final class MutableTime implements InstantSource {
  private final AtomicReference<Instant> now;

  public MutableTime(Instant start) {
    now = new AtomicReference<>(start);
  }

  /** A clock that starts at an instant that looks like any other. */
  public static MutableTime somewhen() {
    return new MutableTime(Instant.parse("2026-11-02T10:15:30Z"));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  public void advance(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }
}
