package dev.latchkey.adapter.crypto;

import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.domain.kernel.IdSource;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The operating system's generator, and UUIDv7 out of it (RFC 9562, section 5.7).
 *
 * <p>Ids of one source strictly rise, from any number of threads and also when the clock steps
 * back: 48 bits of milliseconds and a 12-bit counter are one number that never falls (section 6.2,
 * method 1; the counter carries into the milliseconds). The other 62 bits are random, which keeps
 * the ids of several nodes apart.
 */
public final class SecureRandomSource implements Entropy, IdSource {
  private static final int COUNTER_BITS = 12;
  private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 1L << 63;

  private final SecureRandom random = new SecureRandom();
  private final AtomicLong last = new AtomicLong();
  private final InstantSource time;

  public SecureRandomSource(InstantSource time) {
    this.time = time;
  }

  @Override
  public void fill(byte[] bytes) {
    random.nextBytes(bytes);
  }

  @Override
  public UUID next() {
    var earliest = time.millis() << COUNTER_BITS;
    var stamp = last.updateAndGet(previous -> Math.max(previous + 1, earliest));
    var high = ((stamp >>> COUNTER_BITS) << 16) | VERSION_7 | (stamp & COUNTER_MASK);
    return new UUID(high, VARIANT | (randomBits() >>> 2));
  }

  private long randomBits() {
    var bytes = new byte[Long.BYTES];
    fill(bytes);
    return ByteBuffer.wrap(bytes).getLong();
  }
}
