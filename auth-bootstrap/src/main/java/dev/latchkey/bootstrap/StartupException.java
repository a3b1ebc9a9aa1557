package dev.latchkey.bootstrap;

/** Says in whole sentences why nothing can start, and what to do about it. Holds no secret. */
public final class StartupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartupException(String message) {
    super(message);
  }

  StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
