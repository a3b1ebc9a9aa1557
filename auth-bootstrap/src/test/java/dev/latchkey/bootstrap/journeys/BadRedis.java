package dev.latchkey.bootstrap.journeys;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** A real Redis from a jar, on a free port, that can be killed, stopped and emptied. */
public final class BadRedis implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final int port;
  private @Nullable Process process;

  private BadRedis(int port) {
    this.port = port;
  }

  /** A new one, empty. */
  public static BadRedis start() throws IOException {
    var redis = new BadRedis(freePort());
    redis.startAgain();
    return redis;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** As in {@code REDIS_URL}. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** On the same port, with nothing in it. */
  public void startAgain() throws IOException {
    var program = ExecutableProvider.newJarResourceProvider().get();
    process =
        new ProcessBuilder(
                program.getPath(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Eventually.isTrue("Redis answers", PATIENCE, () -> ask("PING").isPresent());
  }

  /** As a crash does. */
  public void kill() {
    running().destroyForcibly().onExit().join();
  }

  /** It takes connections and bytes, and does nothing. */
  public void freeze() throws IOException {
    signal("STOP");
  }

  /** It goes on where it was stopped. */
  public void thaw() throws IOException {
    signal("CONT");
  }

  /** Forgets everything. */
  public void flush() {
    ask("FLUSHALL");
  }

  /** How many there are; none when it does not answer. */
  int keys() {
    return ask("DBSIZE").map(answer -> Integer.parseInt(answer.substring(1))).orElse(0);
  }

  private Optional<String> ask(String command) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return Optional.ofNullable(in.readLine());
    } catch (IOException away) {
      return Optional.empty();
    }
  }

  private void signal(String name) throws IOException {
    var kill = new ProcessBuilder("kill", "-" + name, Long.toString(running().pid())).start();
    if (kill.onExit().join().exitValue() != 0) {
      throw new UncheckedIOException(new IOException("no signal " + name));
    }
  }

  private Process running() {
    var running = process;
    if (running == null) {
      throw new IllegalStateException("it does not run");
    }
    return running;
  }

  @Override
  public void close() {
    kill();
  }
}
