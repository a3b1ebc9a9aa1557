package dev.latchkey.adapter.redis.ratelimit;

import dev.latchkey.adapter.redis.RedisAwayException;
import dev.latchkey.adapter.redis.RedisLink;
import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimiter;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Moving windows in Redis: one script, which Redis runs as one step and by its own clock.
 *
 * <p>One subject of one limit is one key, which is gone when its window is over: a list of the
 * microseconds that count, never more than the limit, about 10 bytes each. Its name carries a
 * digest of the subject and not the subject, in braces, so that a cluster keeps it in one place.
 */
public final class RedisRateLimiter implements RateLimiter {
  private static final int DIGEST_BYTES = 16;

  /** A century stands for all that is longer. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final RedisLink link;
  private final String prefix;
  private final Script script;

  public RedisRateLimiter(RedisLink link, String prefix) {
    this(link, prefix, Script.movingWindow());
  }

  RedisRateLimiter(RedisLink link, String prefix, Script script) {
    this.link = link;
    this.prefix = prefix;
    this.script = script;
  }

  @Override
  public Decision admit(RateLimit limit, String subject) {
    var answer = run(key(limit, subject), arguments(limit));
    return answer.getFirst() == 1
        ? new Decision.Admitted(answer.get(1).intValue(), limit.window())
        : new Decision.Refused(Duration.of(answer.get(1), ChronoUnit.MICROS));
  }

  /** By its digest; as text where Redis does not know it, because it is new, or was restarted. */
  private List<Long> run(String[] key, String[] arguments) {
    try {
      return link.call(
          redis -> redis.evalsha(script.sha1(), ScriptOutputType.MULTI, key, arguments));
    } catch (RedisAwayException refused) {
      if (refused.getCause() instanceof RedisNoScriptException) {
        return link.call(
            redis -> redis.eval(script.text(), ScriptOutputType.MULTI, key, arguments));
      }
      throw refused;
    }
  }

  private String[] key(RateLimit limit, String subject) {
    return new String[] {prefix + "limit:" + limit.name() + ":{" + digest(subject) + "}"};
  }

  private static String[] arguments(RateLimit limit) {
    var window = limit.window().compareTo(LONGEST) < 0 ? limit.window() : LONGEST;
    return new String[] {
      Integer.toString(limit.limit()), Long.toString(Math.max(1, window.toNanos() / 1000))
    };
  }

  private static String digest(String subject) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(digest, DIGEST_BYTES));
    } catch (NoSuchAlgorithmException everyJdkHasSha256) {
      throw new AssertionError(everyJdkHasSha256);
    }
  }
}
