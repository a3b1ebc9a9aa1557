package dev.latchkey.bootstrap.survival;

/**
 * A mail that arrived.
 *
 * @param at when it had arrived at the latest, by the clock of the journal
 * @param secret the digest of the code or token in it; empty when there is none
 */
record Letter(String to, long at, Purpose purpose, String secret) {

  /** What it is for. */
  enum Purpose {
    CODE,
    RESET,
    WELCOME,
    PASSWORD_CHANGED,
    PASSWORD_RESET,
    OTHER
  }

  boolean is(Purpose other) {
    return purpose == other;
  }

  @Override
  public String toString() {
    return "mail %s to %s at %.3f s%s"
        .formatted(purpose, to, at / 1e9, secret.isEmpty() ? "" : " with " + secret);
  }
}
