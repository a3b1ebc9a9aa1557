package dev.latchkey.bootstrap.journeys;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged server in a process of its own, which can be killed. Settings come in through its
 * environment, as they would from an operator.
 */
public final class ServerProcess implements AutoCloseable {
  private static final Path PACKAGED = Path.of("target/latchkey");
  private static final Duration START = Duration.ofSeconds(60);

  /** With the quick compiler alone: none of them lives long enough for the other. */
  private static final List<String> JVM =
      List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");

  private static final Path ARCHIVE = PACKAGED.resolveSibling("tests.jsa").toAbsolutePath();

  private final Process process;
  private final URI base;
  private final Path log;

  private ServerProcess(Process process, URI base, Path log) {
    this.process = process;
    this.base = base;
    this.log = log;
  }

  /** Starts {@code serve} on a free port and waits until it is ready. */
  public static ServerProcess serve(Path data, Map<String, String> settings) {
    var port = freePort();
    var base = URI.create("http://localhost:" + port);
    var environment = new HashMap<>(settings);
    environment.put("PORT", Integer.toString(port));
    // Nodes of one house have one address outside, whichever port each listens on.
    environment.put("BASE_URL", "http://localhost:8080");
    // All tests come from one address. A test of limits turns them on.
    environment.putIfAbsent("RATE_LIMITS", "off");
    var server = start(List.of("serve"), data, environment, base);
    try {
      Eventually.isTrue("the server in " + server.log, START, server::isReady);
    } catch (AssertionError tooLate) {
      server.kill();
      throw tooLate;
    }
    return server;
  }

  /** Starts {@code worker}, and does not wait. */
  static ServerProcess worker(Path data, Map<String, String> settings) {
    return start(List.of("worker"), data, settings, URI.create("http://localhost:1"));
  }

  /** Runs a command to its end and answers what it printed; the exit code must be 0. */
  static String run(Path data, Map<String, String> settings, String... command) {
    var run = start(List.of(command), data, settings, URI.create("http://localhost:1"));
    try {
      if (!run.process.waitFor(60, TimeUnit.SECONDS) || run.process.exitValue() != 0) {
        throw new AssertionError(List.of(command) + " failed: " + Files.readString(run.log));
      }
      return Files.readString(run.log);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** Runs a command to its end, whatever that is, and answers what it printed. */
  static String attempt(Path data, Map<String, String> settings, String... command) {
    var run = start(List.of(command), data, settings, URI.create("http://localhost:1"));
    run.await();
    return run.output();
  }

  /** Starts any command, and does not wait. */
  static ServerProcess begin(Path data, Map<String, String> settings, String... command) {
    return start(List.of(command), data, settings, URI.create("http://localhost:1"));
  }

  private static ServerProcess start(
      List<String> arguments, Path data, Map<String, String> settings, URI base) {
    try {
      Files.createDirectories(data);
      var log = Files.createTempFile(data, arguments.get(0) + "-", ".log");
      var command = new ArrayList<String>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(JVM);
      command.addAll(classArchive(arguments));
      command.addAll(List.of("-cp", classPath()));
      command.add("dev.latchkey.bootstrap.Main");
      command.addAll(arguments);
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(log.toFile());
      builder.directory(data.toFile());
      builder.environment().put("DATA_DIR", data.toAbsolutePath().toString());
      builder.environment().putAll(settings);
      return new ServerProcess(builder.start(), base, log);
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
  }

  /** As {@code ./latchkey} has it: made by the first server that ends, for the dozens to come. */
  private static List<String> classArchive(List<String> arguments) {
    if (arguments.equals(List.of("serve"))) {
      return List.of(
          "-XX:+AutoCreateSharedArchive",
          "-XX:SharedArchiveFile=" + ARCHIVE,
          "-Xlog:disable",
          "-Xlog:all=warning,cds*=off:stderr");
    }
    return Files.exists(ARCHIVE) ? List.of("-XX:SharedArchiveFile=" + ARCHIVE) : List.of();
  }

  private static String classPath() throws IOException {
    try (var jars = Files.walk(PACKAGED)) {
      return String.join(
          File.pathSeparator,
          jars.filter(file -> file.toString().endsWith(".jar"))
              .map(file -> file.toAbsolutePath().toString())
              .sorted()
              .toList());
    }
  }

  private boolean isReady() {
    if (!process.isAlive()) {
      throw new AssertionError("the server is gone, see " + log);
    }
    return Api.unlessKilled(() -> api().get("/health/ready"))
        .filter(answer -> answer.status() == 200)
        .isPresent();
  }

  static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  Api api() {
    return new Api(base);
  }

  /** Where it listens. */
  public URI base() {
    return base;
  }

  Path log() {
    return log;
  }

  /** Everything that it has printed and logged so far. */
  String output() {
    try {
      return Files.readString(log);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** How many lines of the log hold this text. */
  long timesLogged(String text) {
    try (var lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(text)).count();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  void awaitLog(String text) {
    Eventually.isTrue(text + " in " + log, START, () -> timesLogged(text) > 0);
  }

  /** Waits for the end, and answers how it ended. */
  int awaitExit(Duration patience) {
    Eventually.isTrue("the end of what logs to " + log, patience, () -> !process.isAlive());
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL: nothing of the process gets to say goodbye. */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  /** Sends it a signal: {@code STOP} and {@code CONT}, say. */
  public void signal(String name) {
    try {
      var sent = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      if (sent.onExit().join().exitValue() != 0) {
        throw new AssertionError("no signal " + name);
      }
    } catch (IOException notSent) {
      throw new UncheckedIOException(notSent);
    }
  }

  /** SIGTERM, and waits for the end. */
  @Override
  public void close() {
    process.destroy();
    await();
  }

  private void await() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the server does not end, see " + log);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
