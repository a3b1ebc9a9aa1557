package dev.latchkey.bootstrap.journeys;

import dev.latchkey.bootstrap.journeys.Canary.Artefact;
import dev.latchkey.bootstrap.testing.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Every row of every table of a database as text; bytes are in hex there. */
final class DatabaseText {
  private static final String TABLES =
      "select quote_ident(table_schema) || '.' || quote_ident(table_name), table_name"
          + " from information_schema.tables where table_type = 'BASE TABLE'"
          + " and table_schema not in ('pg_catalog', 'information_schema') order by 1";

  private DatabaseText() {}

  /** One artefact for each table, named {@code table …}. */
  static List<Artefact> of(String databaseUrl) throws SQLException {
    var artefacts = new ArrayList<Artefact>();
    try (var connection = TestDatabases.connect(databaseUrl);
        var statement = connection.createStatement();
        var tables = statement.executeQuery(TABLES)) {
      while (tables.next()) {
        var text = rows(connection, tables.getString(1));
        artefacts.add(new Artefact("table " + tables.getString(2), text));
      }
    }
    return artefacts;
  }

  private static String rows(Connection connection, String table) throws SQLException {
    var text = new StringBuilder();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select t::text from " + table + " t")) {
      while (rows.next()) {
        text.append(rows.getString(1)).append('\n');
      }
    }
    return text.toString();
  }
}
