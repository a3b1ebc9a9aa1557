package dev.latchkey.adapter.persistence.outbox;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.Rows;
import dev.latchkey.domain.kernel.Deliveries;
import dev.latchkey.domain.kernel.EventId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;

/** Parked deliveries are rows; parking and driving again move a row by one statement. */
public final class JdbiDeliveries implements Deliveries {
  private static final RowMapper<Parked> PARKED =
      (row, context) ->
          new Parked(
              row.getString("id"),
              row.getString("subscriber"),
              new EventId(Rows.uuid(row, "event_id")),
              Rows.instant(row, "since"),
              row.getString("reason"));

  private final Database database;

  public JdbiDeliveries(Database database) {
    this.database = database;
  }

  @Override
  public List<Parked> parked(int limit) {
    return database.call(
        "list parked deliveries",
        handle ->
            handle
                .createQuery("select * from parked_delivery order by since, id limit :limit")
                .bind("limit", limit)
                .map(PARKED)
                .list());
  }

  @Override
  public boolean redrive(String id, Instant now) {
    return database.call(
        "redrive a delivery",
        handle ->
            handle
                .createQuery(
                    """
                    with back as (
                      delete from parked_delivery where id = :id returning id, data),
                    staged as (
                      insert into scheduled_tasks
                        (task_name, task_instance, task_data, execution_time, picked, version)
                      select :task, id, data, :now, false, 1 from back
                      on conflict do nothing)
                    select exists (select from back)
                    """)
                .bind("id", id)
                .bind("task", DeliveryKey.TASK)
                .bind("now", now)
                .mapTo(Boolean.class)
                .one());
  }

  /**
   * Parks what was picked in this version; false when another worker has it by now. Removing and
   * parking are one statement, so that a delivery is always in one of the two places.
   */
  boolean park(DeliveryKey key, long version, String reason, Instant now) {
    return database.call(
        "park a delivery",
        handle ->
            handle
                    .createUpdate(
                        """
                        with gone as (
                          delete from scheduled_tasks
                           where task_name = :task and task_instance = :id and version = :version
                          returning task_data)
                        insert into parked_delivery (id, subscriber, event_id, data, since, reason)
                        select :id, :subscriber, :event, task_data, :now, :reason from gone
                        """)
                    .bind("task", DeliveryKey.TASK)
                    .bind("id", key.toString())
                    .bind("version", version)
                    .bind("subscriber", key.subscriber())
                    .bind("event", key.event().value())
                    .bind("now", now)
                    .bind("reason", reason)
                    .execute()
                == 1);
  }
}
