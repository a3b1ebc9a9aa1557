package dev.latchkey.domain.kernel;

import java.time.Duration;

/**
 * There is more work than we take on at once; the caller may come again after a while. Thrown
 * before any of the work was done.
 */
public final class OverloadedException extends InfrastructureException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public OverloadedException(String operation, Duration retryAfter) {
    super(operation);
    this.retryAfter = retryAfter;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
