package dev.latchkey.adapter.persistence;

import java.sql.Connection;
import java.sql.SQLException;

/** Makes the schema itself where it is missing; a role that may not is fine where it is not. */
final class SchemaBirth {
  /** Two nodes that start at the same moment would meet in the catalogue, where one fails. */
  private static final String ONE_AT_A_TIME =
      "select pg_advisory_xact_lock(hashtext('latchkey_schema'))";

  private SchemaBirth() {}

  static void of(String schema, Connection owner) throws SQLException {
    if (exists(schema, owner)) {
      return;
    }
    try (var statement = owner.createStatement()) {
      statement.execute(ONE_AT_A_TIME);
      statement.execute("create schema if not exists " + Terms.quoted(schema));
    }
  }

  private static boolean exists(String schema, Connection owner) throws SQLException {
    try (var query = owner.prepareStatement("select from pg_namespace where nspname = ?")) {
      query.setString(1, schema);
      try (var answer = query.executeQuery()) {
        return answer.next();
      }
    }
  }
}
