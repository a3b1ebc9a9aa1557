package dev.latchkey.adapter.crypto.foreign;

/** What became of reading a hash. */
public sealed interface Reading {
  record Known(ForeignHash hash) implements Reading {}

  /**
   * Not taken.
   *
   * @param reason for an operator; holds nothing of the hash
   */
  record Refused(String reason) implements Reading {}

  static Reading known(ForeignHash hash) {
    return new Known(hash);
  }

  static Reading refused(String reason) {
    return new Refused(reason);
  }
}
