package dev.latchkey.bootstrap.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Every row of every table that the database has, whoever made it, as texts to search. */
public final class EveryRow {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EveryRow() {}

  /**
   * A row: for each column the texts in it, in lower case. What is JSON is taken apart, what is
   * bytes is read as text and in hex, instants are as in ISO 8601.
   */
  public record Row(String table, Map<String, List<String>> columns) {
    /** Whether a text is anywhere in the row. */
    public boolean mentions(String text) {
      var wanted = text.toLowerCase(Locale.ROOT);
      return columns.values().stream()
          .flatMap(List::stream)
          .anyMatch(value -> value.contains(wanted));
    }

    /** The texts of one column; none for null, and for a column that is not there. */
    public List<String> texts(String column) {
      return columns.getOrDefault(column, List.of());
    }

    /** The table, all partitions of one being the same. */
    public String kind() {
      return table.startsWith("audit_event") ? "audit_event" : table;
    }
  }

  /** All rows of the server's database as they are now. */
  public static List<Row> of(RunningServer server) {
    try (var connection = TestDatabases.connect(server.databaseUrl())) {
      var rows = new ArrayList<Row>();
      for (var table : tables(connection)) {
        rows.addAll(rows(connection, table));
      }
      return rows;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Changes the database behind the server's back. */
  public static void execute(RunningServer server, String... statements) {
    try (var connection = TestDatabases.connect(server.databaseUrl());
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    var tables = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var found =
            statement.executeQuery(
                "select format('%I.%I', table_schema, table_name) from information_schema.tables"
                    + " where table_type = 'BASE TABLE'"
                    + " and table_schema not in ('pg_catalog', 'information_schema')")) {
      while (found.next()) {
        tables.add(found.getString(1));
      }
    }
    return tables;
  }

  private static List<Row> rows(Connection connection, String table) throws SQLException {
    var rows = new ArrayList<Row>();
    try (var statement = connection.createStatement();
        var found = statement.executeQuery("select * from " + table)) {
      while (found.next()) {
        rows.add(row(found, table.substring(table.indexOf('.') + 1)));
      }
    }
    return rows;
  }

  private static Row row(ResultSet row, String table) throws SQLException {
    var columns = new LinkedHashMap<String, List<String>>();
    var names = row.getMetaData();
    for (var position = 1; position <= names.getColumnCount(); position++) {
      var texts = texts(row, position, names.getColumnTypeName(position));
      columns.put(
          names.getColumnName(position), texts.map(text -> text.toLowerCase(Locale.ROOT)).toList());
    }
    return new Row(table, columns);
  }

  private static Stream<String> texts(ResultSet row, int position, String type)
      throws SQLException {
    if (row.getObject(position) == null) {
      return Stream.empty();
    }
    return switch (type) {
      case "timestamptz" ->
          Stream.of(row.getObject(position, OffsetDateTime.class).toInstant().toString());
      case "bytea" -> bytes(row.getBytes(position));
      case "json", "jsonb" -> leaves(row.getString(position));
      default ->
          row.getObject(position) instanceof Array array
              ? elements(array)
              : Stream.of(row.getString(position));
    };
  }

  private static Stream<String> elements(Array array) throws SQLException {
    return Arrays.stream((Object[]) array.getArray())
        .map(each -> each instanceof Timestamp at ? at.toInstant().toString() : each.toString());
  }

  private static Stream<String> bytes(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("{") ? leaves(text) : Stream.of(text, HexFormat.of().formatHex(bytes));
  }

  /** Every value in a JSON text. */
  public static Stream<String> leaves(String json) {
    try {
      return leaves(JSON.readTree(json.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException notJson) {
      return Stream.of(json);
    }
  }

  /** Every value in a JSON document. */
  public static Stream<String> leaves(JsonNode json) {
    return json.isContainerNode()
        ? StreamSupport.stream(json.spliterator(), false).flatMap(EveryRow::leaves)
        : Stream.of(json.asText());
  }
}
