package dev.latchkey.embedded.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The main process of a running database, as its {@code postmaster.pid} tells.
 *
 * @param port 0 until the process has written it
 * @param status {@code starting}, {@code ready}, {@code stopping} or empty
 */
record Postmaster(Path data, long pid, int port, String status) {
  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;

  /** The database that runs on this data folder; a file left by a dead one does not count. */
  static Optional<Postmaster> of(Path data) throws IOException {
    return read(data).filter(Postmaster::alive);
  }

  private static Optional<Postmaster> read(Path data) throws IOException {
    try {
      var lines = Files.readAllLines(file(data));
      var pid = number(lines, 0);
      var port = (int) number(lines, PORT_LINE);
      return Optional.of(new Postmaster(data, pid, port, line(lines, STATUS_LINE)));
    } catch (NoSuchFileException notRunning) {
      return Optional.empty();
    }
  }

  /**
   * Removes a pid file whose number now belongs to another program (after a reboot, or in a new
   * container): PostgreSQL would take that program for a database and refuse to start. Only for the
   * owner of the folder.
   */
  static void forgetDead(Path data) throws IOException {
    if (read(data).filter(Postmaster::alive).isEmpty()) {
      Files.deleteIfExists(file(data));
    }
  }

  private static Path file(Path data) {
    return data.resolve("postmaster.pid");
  }

  private static String line(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index).strip() : "";
  }

  private static long number(List<String> lines, int index) {
    try {
      return Long.parseLong(line(lines, index));
    } catch (NumberFormatException halfWritten) {
      return 0;
    }
  }

  /** Whether the process lives, is a PostgreSQL and works in this very data folder. */
  boolean alive() {
    return pid > 0 && (Files.isDirectory(Path.of("/proc/self")) ? aliveByProc() : aliveByHandle());
  }

  /** A zombie has no working directory left, and so is dead here as it should be. */
  private boolean aliveByProc() {
    var process = Path.of("/proc", String.valueOf(pid));
    try {
      var program = Files.readSymbolicLink(process.resolve("exe")).getFileName();
      return program != null
          && program.toString().startsWith("postgres")
          && Files.isSameFile(process.resolve("cwd"), data);
    } catch (IOException goneOrForeign) {
      return false;
    }
  }

  private boolean aliveByHandle() {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().commandLine())
        .filter(line -> line.contains("postgres") && line.contains(data.toString()))
        .isPresent();
  }

  /** Whether a client with these names can log in at this moment. */
  boolean accepts(String user, String database) {
    return status.equals("ready") && port > 0 && Greeting.accepted(port, user, database);
  }
}
