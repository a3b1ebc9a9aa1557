package dev.latchkey.adapter.redis;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Which Redis, and how we use it.
 *
 * @param place where it is
 * @param prefix what our keys begin with, so that several may share one Redis
 * @param deadline how long one command may take; Redis counts as away beyond that
 */
public record RedisConfig(RedisPlace place, String prefix, Duration deadline) {
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9:._-]{1,64}");
  private static final Duration DEADLINE = Duration.ofMillis(150);

  public RedisConfig {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException("a prefix has 1 to 64 of A-Z a-z 0-9 : . _ -");
    }
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException("a deadline is some time");
    }
  }

  /** With keys that begin with {@code latchkey:}, and 150 ms for each command. */
  public static RedisConfig of(RedisPlace place) {
    return new RedisConfig(place, "latchkey:", DEADLINE);
  }

  /** The same with other keys. */
  public RedisConfig withPrefix(String other) {
    return new RedisConfig(place, other, deadline);
  }
}
