package dev.latchkey.bootstrap.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Counts what one server asks of PostgreSQL, as PostgreSQL itself logs it. The server must be at
 * rest otherwise: without a worker, and asked by nobody else.
 */
public final class StatementLog {
  private static final Path LOG = Path.of("target/test-postgres/postgres.log");
  private static final Pattern LINE =
      Pattern.compile("\\[(\\d+)] LOG: {2}(?:execute [^:]+|statement): (.*)");
  private static final Pattern WRITE = Pattern.compile("(?is)(insert|update|delete|with)\\b.*");

  /** A node looks at the signing keys once a second, however much or little it has to do. */
  private static final Pattern UPKEEP = Pattern.compile("select id, public_jwk\\b.*");

  private final RunningServer server;

  public StatementLog(RunningServer server) {
    this.server = server;
  }

  /**
   * Statements but those that begin and end transactions, and how often something was committed.
   */
  public record Cost(int statements, int commits) {}

  /** Runs the work and counts what it took. */
  public Cost costOf(Runnable work) {
    try (var connection = TestDatabases.connect(server.databaseUrl())) {
      logging(connection, "'all'");
      var from = Files.size(LOG);
      work.run();
      var processes = processes(connection);
      logging(connection, "default");
      return count(Files.readString(LOG).substring(Math.toIntExact(from)), processes);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Takes effect in every process of PostgreSQL as soon as it has seen the signal. */
  private static void logging(Connection connection, String what) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("alter system set log_statement = " + what);
      statement.execute("select pg_reload_conf()");
      try (var seen = statement.executeQuery("select pg_sleep(0.2)")) {
        seen.next();
      }
    }
  }

  private static Set<String> processes(Connection connection) throws SQLException {
    var processes = new HashSet<String>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select pid from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()")) {
      while (rows.next()) {
        processes.add(rows.getString(1));
      }
    }
    return processes;
  }

  private static Cost count(String log, Set<String> processes) {
    var statements = 0;
    var commits = 0;
    var open = new HashSet<String>();
    var matcher = LINE.matcher(log);
    while (matcher.find()) {
      var process = matcher.group(1);
      var sql = matcher.group(2).strip();
      if (!processes.contains(process) || sql.isEmpty() || UPKEEP.matcher(sql).matches()) {
        continue;
      }
      switch (sql) {
        case "BEGIN" -> open.add(process);
        case "COMMIT" -> commits += open.remove(process) ? 1 : 0;
        default -> {
          statements++;
          commits += !open.contains(process) && WRITE.matcher(sql).matches() ? 1 : 0;
        }
      }
    }
    return new Cost(statements, commits);
  }
}
