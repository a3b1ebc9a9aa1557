package dev.latchkey.embedded.postgres;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the owner gives back at the end: the running server, then the lock on its folder. */
final class Owned {
  static final Owned NOTHING = new Owned(null, null);

  private final @Nullable Server server;
  private final @Nullable OwnerLock lock;

  Owned(@Nullable Server server, @Nullable OwnerLock lock) {
    this.server = server;
    this.lock = lock;
  }

  void giveBack() throws IOException {
    try {
      if (server != null) {
        server.stop();
      }
    } finally {
      if (lock != null) {
        lock.release();
      }
    }
  }
}
