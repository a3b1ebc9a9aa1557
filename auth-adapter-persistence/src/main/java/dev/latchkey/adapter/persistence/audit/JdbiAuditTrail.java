package dev.latchkey.adapter.persistence.audit;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.Rows;
import dev.latchkey.adapter.persistence.outbox.EventJson;
import dev.latchkey.adapter.persistence.outbox.UnreadableEventException;
import dev.latchkey.domain.audit.AuditEntry;
import dev.latchkey.domain.audit.AuditTrail;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.EventId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * Reads the trail, which {@link dev.latchkey.adapter.persistence.outbox.JdbiOutbox} writes. What it
 * cannot read appears as {@link UnrecognisedEvent}.
 */
public final class JdbiAuditTrail implements AuditTrail {
  private final Database database;
  private final EventJson json;
  private final RowMapper<AuditEntry> entry = (row, context) -> entry(row);

  public JdbiAuditTrail(Database database, EventJson json) {
    this.database = database;
    this.json = json;
  }

  @Override
  public List<AuditEntry> about(UUID subject, int limit) {
    return database.call(
        "read the audit trail",
        handle ->
            handle
                .createQuery(
                    """
                    select * from audit_event
                     where subject = :subject
                     order by at desc, id desc
                     limit :limit
                    """)
                .bind("subject", subject)
                .bind("limit", limit)
                .map(entry)
                .list());
  }

  private AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        new EventId(Rows.uuid(row, "id")),
        event(row),
        new ClientContext(
            row.getString("client_address"),
            row.getString("user_agent"),
            row.getString("request_id")));
  }

  private AuthEvent event(ResultSet row) throws SQLException {
    try {
      return json.read(row.getString("event"));
    } catch (UnreadableEventException newer) {
      return new UnrecognisedEvent(
          row.getString("type"), Rows.uuid(row, "subject"), Rows.instant(row, "at"));
    }
  }
}
