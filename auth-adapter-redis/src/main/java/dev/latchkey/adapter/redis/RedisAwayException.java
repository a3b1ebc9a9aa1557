package dev.latchkey.adapter.redis;

import dev.latchkey.domain.kernel.InfrastructureException;

/** Redis does not answer, not in time, or not as it should. Tells no key and no value. */
public final class RedisAwayException extends InfrastructureException {
  private static final long serialVersionUID = 1L;

  RedisAwayException(String reason) {
    super(reason);
  }

  RedisAwayException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
