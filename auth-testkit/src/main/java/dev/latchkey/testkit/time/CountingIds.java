package dev.latchkey.testkit.time;

import dev.latchkey.domain.kernel.IdSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** UUIDv7-shaped ids that count up, so that their order is the order of making. */
public final class CountingIds implements IdSource {
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final AtomicLong count = new AtomicLong();

  @Override
  public UUID next() {
    return new UUID((count.incrementAndGet() << 16) | VERSION_7, VARIANT);
  }
}
