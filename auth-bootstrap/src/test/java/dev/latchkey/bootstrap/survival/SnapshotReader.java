package dev.latchkey.bootstrap.survival;

import dev.latchkey.bootstrap.survival.Snapshot.Line;
import dev.latchkey.bootstrap.survival.Snapshot.Row;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Reads from the database what the checker wants to know. */
final class SnapshotReader {
  private static final long PAUSE = 200_000_000L;
  private static final String WAITING =
      "select task_instance from scheduled_tasks where task_name = 'deliver'";

  private final Connection connection;

  SnapshotReader(Connection connection) {
    this.connection = connection;
  }

  /** Once no delivery waits any more, or the patience is over. */
  Snapshot read(Duration patience) throws SQLException {
    var deadline = System.nanoTime() + patience.toNanos();
    while (!list(WAITING).isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE);
    }
    return new Snapshot(
        map("select email, id from app_user"),
        map("select id, email from registration"),
        sessions(),
        map("select id, user_id from passkey where removed_at is null"),
        audit(),
        list(WAITING),
        list("select id from parked_delivery"));
  }

  private Map<String, Row> sessions() throws SQLException {
    var sessions = new HashMap<String, Row>();
    for (var row : rows("select id, user_id, generation, ended_at is not null from session", 4)) {
      sessions.put(
          row.get(0), new Row(row.get(1), Integer.parseInt(row.get(2)), row.get(3).equals("t")));
    }
    return sessions;
  }

  private List<Line> audit() throws SQLException {
    var lines = new ArrayList<Line>();
    var sql =
        """
        select type, coalesce(event ->> 'session_id', event ->> 'registration_id',
                              event ->> 'reset_id', event ->> 'passkey_id', subject::text),
               event ->> 'user_id', event ->> 'reason'
          from audit_event
        """;
    for (var row : rows(sql, 4)) {
      lines.add(new Line(row.get(0), row.get(1), row.get(2), row.get(3)));
    }
    return lines;
  }

  private Map<String, String> map(String sql) throws SQLException {
    var map = new HashMap<String, String>();
    for (var row : rows(sql, 2)) {
      map.put(row.get(0), row.get(1));
    }
    return map;
  }

  private List<String> list(String sql) throws SQLException {
    return rows(sql, 1).stream().map(List::getFirst).toList();
  }

  private List<List<String>> rows(String sql, int columns) throws SQLException {
    var rows = new ArrayList<List<String>>();
    try (var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      while (found.next()) {
        rows.add(row(found, columns));
      }
    }
    return rows;
  }

  private static List<String> row(ResultSet found, int columns) throws SQLException {
    var row = new ArrayList<String>();
    for (var column = 1; column <= columns; column++) {
      var text = found.getString(column);
      row.add(text == null ? "" : text);
    }
    return row;
  }
}
