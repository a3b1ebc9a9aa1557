package dev.latchkey.embedded.postgres;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says which process may start and stop the database of a folder.
 *
 * <p>The operating system holds it for the process and drops it when the process dies, however it
 * dies; so there is no stale lock.
 */
final class OwnerLock {
  /*
   * Belongs to the process as the lock itself does: closing any descriptor of a file drops every
   * POSIX lock that the process has on it, so a file we hold must not even be opened again.
   */
  private static final Map<Path, FileChannel> OPEN = new HashMap<>();

  private final Path file;

  private OwnerLock(Path file) {
    this.file = file;
  }

  /** The lock, or nothing when a living process, this one included, has it. */
  static Optional<OwnerLock> tryTake(Path file) throws IOException {
    synchronized (OPEN) {
      return OPEN.containsKey(file) ? Optional.empty() : lock(file);
    }
  }

  private static Optional<OwnerLock> lock(Path file) throws IOException {
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var channel = FileChannel.open(file, Set.of(CREATE, WRITE), owner);
    try {
      if (channel.tryLock() == null) {
        channel.close();
        return Optional.empty();
      }
    } catch (OverlappingFileLockException heldByAnotherClassLoader) {
      OPEN.put(file, channel);
      return Optional.empty();
    }
    OPEN.put(file, channel);
    return Optional.of(new OwnerLock(file));
  }

  /** Gives the lock back; once more is harmless only before somebody else takes it. */
  void release() throws IOException {
    synchronized (OPEN) {
      var channel = OPEN.remove(file);
      if (channel != null) {
        channel.close();
      }
    }
  }
}
