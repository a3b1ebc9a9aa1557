package dev.latchkey.adapter.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the serving role may do: read and write rows of our tables, add to the audit trail but never
 * change it, call our functions; and create, alter or drop nothing.
 *
 * <p>The statements are written by the server, which knows how to quote any name.
 */
final class Grants {
  private static final String STATEMENTS =
      """
      with ours as (
        select format('%I.%I', current_schema(), c.relname) as name,
               c.relname = 'schema_history' as history,
               c.relname = 'audit_event' as audit,
               c.relispartition as partition
          from pg_class c
         where c.relnamespace = (select oid from pg_namespace where nspname = current_schema())
           and c.relkind in ('r', 'p')
           and c.relowner = (select oid from pg_roles where rolname = current_user)
      )
      select 1 as step, format('grant usage on schema %I to %I', current_schema(), ?) as statement
      union all
      select 2, format('revoke all on table %s from %I', name, ?) from ours
      union all
      select 3, case
               when history then format('grant select on table %s to %I', name, ?)
               when audit then format('grant select, insert on table %s to %I', name, ?)
               else format('grant select, insert, update, delete on table %s to %I', name, ?)
             end
        from ours
       where not partition
      union all
      select 4, format('grant execute on function %s to %I', p.oid::regprocedure, ?)
        from pg_proc p
       where p.pronamespace = (select oid from pg_namespace where nspname = current_schema())
         and p.prokind = 'f'
         and p.proowner = (select oid from pg_roles where rolname = current_user)
       order by step
      """;
  private static final int ROLES = 6;

  /** Two nodes that start at the same moment would meet in the catalogue, where one fails. */
  private static final String ONE_AT_A_TIME =
      "select pg_advisory_xact_lock(hashtext('latchkey_grants'))";

  private Grants() {}

  /** Grants it all in the transaction that is open: nobody sees a role with half of its rights. */
  static void to(String role, String schema, Connection owner) throws SQLException {
    execute("set local search_path to " + Terms.path(schema), owner);
    execute(ONE_AT_A_TIME, owner);
    for (String statement : statements(role, owner)) {
      execute(statement, owner);
    }
  }

  private static void execute(String statement, Connection owner) throws SQLException {
    try (var prepared = owner.prepareStatement(statement)) {
      prepared.execute();
    }
  }

  private static List<String> statements(String role, Connection owner) throws SQLException {
    try (var query = owner.prepareStatement(STATEMENTS)) {
      for (int position = 1; position <= ROLES; position++) {
        query.setString(position, role);
      }
      var statements = new ArrayList<String>();
      try (var answer = query.executeQuery()) {
        while (answer.next()) {
          statements.add(answer.getString("statement"));
        }
      }
      return statements;
    }
  }
}
