package dev.latchkey.embedded.postgres;

import dev.latchkey.embedded.postgres.EmbeddedPostgres.Config;
import java.io.IOException;
import java.time.Duration;

/** Starts and stops the database of a folder, on behalf of the folder's owner. */
final class Server {
  private static final Duration FAST = Duration.ofSeconds(30);
  private static final Duration IMMEDIATE = Duration.ofSeconds(10);
  private static final Duration COMMAND = Duration.ofSeconds(10);

  private final Folder folder;
  private final Config config;
  private final Programs programs;

  Server(Folder folder, Config config, Programs programs) {
    this.folder = folder;
    this.config = config;
    this.programs = programs;
  }

  /**
   * Starts the database and returns its port once it takes connections. A start that a killed owner
   * had begun may win; then that database is ours.
   */
  int start(Deadline deadline) throws IOException {
    folder.rotateLog();
    var port = Ports.choose(config.port(), folder);
    while (true) {
      var begun = Postmaster.of(folder.data()).filter(config::acceptedBy);
      if (begun.isPresent()) {
        return begun.get().port();
      }
      var logged = Tail.size(folder.log());
      if (launched(port, deadline)) {
        Ports.remember(folder, port);
        return port;
      }
      port = next(port, logged, deadline);
    }
  }

  private boolean launched(int port, Deadline deadline) throws IOException {
    ServerConf.write(folder.data(), port, config.settings());
    var seconds = Math.max(1, deadline.left().toSeconds());
    return programs.run(
            Duration.ofSeconds(seconds).plus(COMMAND),
            "",
            "pg_ctl",
            "start",
            "--wait",
            "--timeout=" + seconds,
            "--pgdata=" + folder.data(),
            "--log=" + folder.log())
        == 0;
  }

  /** The port for another attempt, if what was logged says that another attempt can help. */
  private int next(int port, long logged, Deadline deadline) throws IOException {
    var said = Tail.since(folder.log(), logged);
    var complaint =
        "PostgreSQL did not start in "
            + folder.root()
            + "."
            + programs.said()
            + Tail.quote(folder.log(), logged);
    if (said.contains("could not create any TCP/IP sockets") && config.port().isEmpty()) {
      deadline.pause(complaint);
      return Ports.anyFree();
    }
    if (said.contains("pre-existing shared memory block") || said.contains("already exists")) {
      deadline.pause(complaint);
      return port;
    }
    throw new EmbeddedPostgresException(complaint);
  }

  /** Ends the database in order, or without order when it does not end; then it repairs itself. */
  void stop() throws IOException {
    if (!stopped("fast", FAST) && !stopped("immediate", IMMEDIATE)) {
      throw new EmbeddedPostgresException(
          "PostgreSQL in " + folder.root() + " did not stop." + programs.said());
    }
  }

  /*
   * pg_ctl only sends the signal and we wait ourselves: a second Ctrl-C in the terminal would end a
   * waiting pg_ctl, and that must not look like a database that refuses to stop.
   */
  private boolean stopped(String mode, Duration limit) throws IOException {
    var running = Postmaster.of(folder.data());
    if (running.isEmpty()) {
      return true;
    }
    programs.run(
        COMMAND, "", "pg_ctl", "stop", "--no-wait", "--mode=" + mode, "--pgdata=" + folder.data());
    return Deadline.in(limit).await(() -> !running.get().alive());
  }

  /** Whether a database that already runs is of no use because another port is asked for. */
  boolean elsewhere(int port) {
    return config.port().isPresent() && config.port().getAsInt() != port;
  }
}
