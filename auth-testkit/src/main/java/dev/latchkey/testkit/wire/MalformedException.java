package dev.latchkey.testkit.wire;

import java.io.Serial;

/** What is read is not what it should be; never leaves this package. */
final class MalformedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  MalformedException() {
    super("malformed", null, false, false);
  }
}
