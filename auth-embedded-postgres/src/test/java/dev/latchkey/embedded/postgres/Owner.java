package dev.latchkey.embedded.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Another process that uses the database of a folder until it is told to close, or is killed. */
final class Owner implements AutoCloseable {
  private final Process process;
  private final BufferedReader said;

  private Owner(Process process) {
    this.process = process;
    this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  static Owner begin(Path folder) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classPath = System.getProperty("java.class.path");
    var builder =
        new ProcessBuilder(
            java,
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            Owner.class.getName(),
            folder.toString());
    return new Owner(builder.redirectError(Redirect.INHERIT).start());
  }

  /** STARTED, ADOPTED or JOINED; waits for it. */
  String role() throws IOException {
    return Objects.toString(said.readLine(), "ended without a word");
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The other process. */
  public static void main(String... arguments) throws IOException {
    try (var database = Databases.start(Path.of(arguments[0]))) {
      var out = new OutputStreamWriter(System.out, UTF_8);
      out.write(database.role() + "\n");
      out.flush();
      while (System.in.read() >= 0) {
        // Anything but the end of the input means: go on.
      }
    }
  }
}
