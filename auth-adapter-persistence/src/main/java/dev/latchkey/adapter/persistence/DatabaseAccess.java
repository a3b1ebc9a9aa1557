package dev.latchkey.adapter.persistence;

/**
 * Where a database is, and as whom to sign in there. Never shows the password.
 *
 * @param jdbcUrl without user and password
 */
public record DatabaseAccess(String jdbcUrl, String user, String password) {

  /**
   * Reads {@code postgresql://user:password@host:port/database?sslmode=…} (also {@code postgres://}
   * and {@code jdbc:postgresql:}, there with the parameters {@code user} and {@code password}).
   * Percent-encoded characters of user and password are decoded.
   *
   * @throws IllegalArgumentException with a message that says what is wrong and repeats no secret
   */
  public static DatabaseAccess parse(String databaseUrl) {
    return DatabaseUrl.parse(databaseUrl);
  }

  /** The URL without its parameters, so that it may be logged. */
  public String location() {
    var parameters = jdbcUrl.indexOf('?');
    return parameters < 0 ? jdbcUrl : jdbcUrl.substring(0, parameters);
  }

  @Override
  public String toString() {
    return "DatabaseAccess[" + location() + ", user=" + user + "]";
  }
}
