package dev.latchkey.embedded.postgres;

/**
 * The database could not be started, joined or stopped.
 *
 * <p>The message is meant for the person who runs the program: it names the folder, says what to do
 * where that is known, and carries the last lines that PostgreSQL wrote. It never contains the
 * password.
 */
public final class EmbeddedPostgresException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EmbeddedPostgresException(String message) {
    super(message);
  }

  EmbeddedPostgresException(String message, Throwable cause) {
    super(message, cause);
  }
}
