package dev.latchkey.domain.kernel;

/**
 * Something outside of us does not answer as it should: a database, a mail server, a disk.
 *
 * <p>Named for the operation that failed, with its cause. Never used for a refusal: an outage must
 * not look like "no such user".
 */
public class InfrastructureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InfrastructureException(String operation, Throwable cause) {
    super(operation, cause);
  }

  protected InfrastructureException(String operation) {
    super(operation);
  }
}
