package dev.latchkey.adapter.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis on a free port of loopback, which keeps nothing on disk, and may be treated badly.
 * It is from a jar, the same on every machine, unless this machine's own is asked for.
 */
public final class RealRedis implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final File program;
  private final int port;
  private final List<String> options;
  private final Path folder;
  private final Optional<Path> configuration;
  private @Nullable Process process;

  private RealRedis(
      File program, int port, List<String> options, Path folder, Optional<Path> configuration) {
    this.program = program;
    this.port = port;
    this.options = options;
    this.folder = folder;
    this.configuration = configuration;
  }

  /** Started, and answering. */
  public static RealRedis start(String... options) {
    return start(FROM_THE_JAR, options);
  }

  /** The same with the Redis that is installed on this machine, if one is. */
  public static RealRedis startInstalled(String... options) {
    return start(installed().orElse(FROM_THE_JAR), options);
  }

  private static RealRedis start(File program, String... options) {
    return new RealRedis(program, freePort(), List.of(options), folder(), Optional.empty())
        .started();
  }

  /** A sentinel, which wants to write into its configuration. */
  static RealRedis startSentinel(Path folder, Path configuration) {
    return new RealRedis(
            FROM_THE_JAR, freePort(), List.of("--sentinel"), folder, Optional.of(configuration))
        .started();
  }

  private RealRedis started() {
    startAgain();
    return this;
  }

  /** On the same port, with nothing in it. */
  public void startAgain() {
    var command = new ArrayList<>(List.of(program.getPath()));
    configuration.map(Path::toString).ifPresent(command::add);
    command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
    if (configuration.isEmpty()) {
      command.addAll(List.of("--save", "", "--appendonly", "no"));
    }
    command.addAll(options);
    try {
      var started =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      process = started;
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    awaitAnswer();
  }

  public int port() {
    return port;
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** As a crash does: no farewell, nothing kept. */
  public void kill() {
    running().destroyForcibly();
    try {
      running().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** It takes connections and bytes, and does nothing. */
  public void freeze() {
    signal("STOP");
  }

  public void thaw() {
    signal("CONT");
  }

  /** What a command of an administrator answers. */
  public <T> T tell(Function<RedisCommands<String, String>, T> command) {
    var client = RedisClient.create(uri());
    try (var connection = client.connect()) {
      return command.apply(connection.sync());
    } finally {
      client.shutdown(0, 1, TimeUnit.SECONDS);
    }
  }

  public void flush() {
    tell(RedisCommands::flushall);
  }

  private RedisURI uri() {
    var builder = RedisURI.builder().withHost("127.0.0.1").withPort(port).withTimeout(PATIENCE);
    var password = options.indexOf("--requirepass");
    if (password >= 0) {
      builder.withPassword((CharSequence) options.get(password + 1));
    }
    return builder.build();
  }

  private void awaitAnswer() {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        tell(RedisCommands::ping);
        return;
      } catch (RedisException notYet) {
        if (System.nanoTime() > deadline) {
          throw notYet;
        }
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(running().pid())).start().waitFor();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException("it was never started");
    }
    return process;
  }

  @Override
  public void close() {
    kill();
  }

  private static final File FROM_THE_JAR = fromTheJar();

  private static File fromTheJar() {
    try {
      return ExecutableProvider.newJarResourceProvider().get();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Optional<File> installed() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> new File(folder, "redis-server"))
        .filter(File::canExecute)
        .findFirst();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("latchkey-redis");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
