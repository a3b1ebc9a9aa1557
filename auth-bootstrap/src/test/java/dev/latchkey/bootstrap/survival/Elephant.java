package dev.latchkey.bootstrap.survival;

import dev.latchkey.embedded.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL with its careful settings, on one port for life, that can be stopped at any time.
 */
final class Elephant implements AutoCloseable {
  private final Path folder;
  private EmbeddedPostgres running;

  private Elephant(Path folder, EmbeddedPostgres running) {
    this.folder = folder;
    this.running = running;
  }

  static Elephant start(Path folder) {
    return new Elephant(folder, EmbeddedPostgres.start(EmbeddedPostgres.Config.in(folder)));
  }

  /** As in {@code DATABASE_URL}. */
  String url() {
    return "postgresql://%s:%s@127.0.0.1:%d/latchkey"
        .formatted(running.user(), encoded(running.password()), running.port());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(running.jdbcUrl(), running.user(), running.password());
  }

  /** {@code pg_ctl stop -m fast}: it ends in order, without waiting for anybody. */
  void stop() {
    running.close();
  }

  /** {@code pg_ctl stop -m immediate}: it ends at once, and repairs itself at the next start. */
  void abort() throws IOException {
    end("QUIT");
  }

  /** {@code kill -9} of its main process. */
  void kill() throws IOException {
    end("KILL");
  }

  private void end(String signal) throws IOException {
    var postmaster = postmaster();
    signal(signal, Stream.of(postmaster));
    postmaster.onExit().join();
    running.close();
  }

  /** All of its processes take what they are sent, and do nothing. */
  void freeze() throws IOException {
    var postmaster = postmaster();
    signal("STOP", Stream.of(postmaster));
    signal("STOP", postmaster.descendants());
  }

  /** They go on where they were stopped. */
  void thaw() throws IOException {
    var postmaster = postmaster();
    signal("CONT", Stream.concat(postmaster.descendants(), Stream.of(postmaster)));
  }

  private ProcessHandle postmaster() throws IOException {
    var pid = Files.readAllLines(folder.resolve("pgdata/postmaster.pid")).getFirst().strip();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private static void signal(String name, Stream<ProcessHandle> processes) throws IOException {
    var command = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(each -> command.add(Long.toString(each.pid())));
    new ProcessBuilder(command).start().onExit().join();
  }

  void startAgain() {
    var config = EmbeddedPostgres.Config.in(folder).withPort(running.port());
    running = EmbeddedPostgres.start(config);
  }

  @Override
  public void close() {
    running.close();
  }
}
