package dev.latchkey.embedded.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs PostgreSQL's programs. What they say goes to a file, never to a pipe that a forgotten child
 * could hold open.
 *
 * <p>PostgreSQL refuses to run as root. Root therefore runs it in a user namespace of its own,
 * where it is nobody, while the files still belong to root outside.
 */
final class Programs {
  private static final int NOT_RUNNABLE = 127;
  private static final Path SELF = Path.of("/proc/self");

  private final Path home;
  private final Folder folder;
  private final List<String> prefix;

  private Programs(Path home, Folder folder, List<String> prefix) {
    this.home = home;
    this.folder = folder;
    this.prefix = prefix;
  }

  static Programs in(Path home, Folder folder) throws IOException {
    var prefix = isRoot() ? List.of("unshare", "-U") : List.<String>of();
    return new Programs(home, folder, prefix);
  }

  private static boolean isRoot() throws IOException {
    return Files.exists(SELF) && Integer.valueOf(0).equals(Files.getAttribute(SELF, "unix:uid"));
  }

  /** Complains when we are root and may not make a user namespace, as in most containers. */
  void requireRunnable() throws IOException {
    if (!prefix.isEmpty()
        && start(List.of("unshare", "-U", "true"), "", Duration.ofSeconds(10)) != 0) {
      throw new EmbeddedPostgresException(
          "PostgreSQL does not run as root, and this system does not let root start it in a user"
              + " namespace (unshare -U). Run this program as another user (in a container: USER"
              + " or --user), or set DATABASE_URL to a PostgreSQL of your own."
              + said());
    }
  }

  /** The exit code; the input is small enough to fit into a pipe. */
  int run(Duration limit, String input, String program, String... arguments) throws IOException {
    var command = new ArrayList<>(prefix);
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    return start(command, input, limit);
  }

  /** What the last program said, as a paragraph of a message. */
  String said() throws IOException {
    return Tail.quote(folder.output(), 0);
  }

  private int start(List<String> command, String input, Duration limit) throws IOException {
    var builder = new ProcessBuilder(command).directory(folder.root().toFile());
    builder.redirectErrorStream(true).redirectOutput(Redirect.to(folder.output().toFile()));
    clean(builder.environment());
    try {
      var process = builder.start();
      feed(process, input);
      return exitOf(process, limit);
    } catch (IOException notRunnable) {
      Files.writeString(folder.output(), String.valueOf(notRunnable.getMessage()));
      return NOT_RUNNABLE;
    }
  }

  /** The caller's PGPORT, PGDATA and the like are about other databases. */
  private static void clean(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
    environment.putAll(Map.of("LC_ALL", "C", "TZ", "UTC"));
  }

  private static void feed(Process process, String input) {
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(UTF_8));
    } catch (IOException endedAlready) {
      // Its exit code says why.
      return;
    }
  }

  private static int exitOf(Process process, Duration limit) {
    if (!Deadline.in(limit).await(() -> !process.isAlive())) {
      process.destroyForcibly();
      return NOT_RUNNABLE;
    }
    return process.exitValue();
  }
}
