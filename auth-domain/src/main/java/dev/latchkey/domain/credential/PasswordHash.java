package dev.latchkey.domain.credential;

/**
 * A password hash as text: scheme, parameters, salt and digest in one. Kept out of logs.
 *
 * @param phc our own in PHC string form; those that were imported in whatever form their system
 *     wrote, until the first sign-in
 */
public record PasswordHash(String phc) {
  @Override
  public String toString() {
    return "PasswordHash[redacted]";
  }
}
