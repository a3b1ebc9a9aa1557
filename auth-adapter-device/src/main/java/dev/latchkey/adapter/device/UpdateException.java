package dev.latchkey.adapter.device;

/** An update that came to nothing; the message says why, and holds no secret. */
final class UpdateException extends Exception {
  private static final long serialVersionUID = 1;

  UpdateException(String reason) {
    super(reason);
  }
}
