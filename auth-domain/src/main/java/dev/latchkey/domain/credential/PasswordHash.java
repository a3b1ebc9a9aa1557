package dev.latchkey.domain.credential;

/** A password hash in PHC string form: scheme, parameters, salt and digest. Kept out of logs. */
public record PasswordHash(String phc) {
  @Override
  public String toString() {
    return "PasswordHash[redacted]";
  }
}
