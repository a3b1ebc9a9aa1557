package dev.latchkey.application.ratelimit;

import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimiter;
import java.time.InstantSource;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Moving windows in the memory of this process: exact for what comes through it, and gone with it.
 *
 * <p>Memory is bounded: one subject of one limit takes some 200 bytes and 8 for each that counts,
 * the limit at most; there are {@value #SUBJECTS} of them at most. Who comes beyond that takes the
 * place of one that is over, or else of the one with the fewest counts among a few. So newcomers
 * are never refused for want of room, and who is at his limit stays there, unless somebody makes as
 * many others that are at theirs: one count that is forgotten costs an attacker a whole table of
 * them. Nobody but this process can tell which subjects share a part of the table.
 */
public final class InProcessRateLimiter implements RateLimiter {

  /** How many subjects of all limits are remembered. */
  public static final int SUBJECTS = 65_536;

  private static final int PARTS = 64;
  private static final int SALT_BYTES = 16;

  private final InstantSource time;
  private final byte[] salt = new byte[SALT_BYTES];
  private final Part[] parts;

  /**
   * @param time when it goes back by more than a window, that window starts anew
   */
  public InProcessRateLimiter(InstantSource time, Entropy chance) {
    this(time, chance, SUBJECTS);
  }

  InProcessRateLimiter(InstantSource time, Entropy chance, int subjects) {
    this.time = time;
    this.parts =
        Stream.generate(() -> new Part(subjects / PARTS)).limit(PARTS).toArray(Part[]::new);
    chance.fill(salt);
  }

  @Override
  public Decision admit(RateLimit limit, String subject) {
    var key = SubjectKey.of(salt, limit.name(), subject);
    var part = parts[key.choice(PARTS)];
    synchronized (part) {
      // Read in here, so that instants are in the order of the admissions.
      var now = Nanos.of(time.instant());
      return part.window(key, now).admit(limit, now);
    }
  }

  /** How many are remembered at the moment. */
  int subjects() {
    return IntStream.range(0, PARTS).map(part -> sizeOf(parts[part])).sum();
  }

  private static int sizeOf(Part part) {
    synchronized (part) {
      return part.size();
    }
  }
}
