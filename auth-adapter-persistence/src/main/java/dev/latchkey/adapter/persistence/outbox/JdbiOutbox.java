package dev.latchkey.adapter.persistence.outbox;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Delivery;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.domain.kernel.Outbox;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The trail and the staged deliveries of an event, written together by one statement of the unit
 * that is open.
 *
 * <p>Every process that appends must know all subscribers ({@link #connect}), whether it delivers
 * or not. A worker in the same process is told after the commit; workers elsewhere look every
 * second, and so does everyone after the commit of a transaction that a unit has joined.
 */
public final class JdbiOutbox implements Outbox {
  private static final String APPEND =
      """
      with told as (
        insert into audit_event
          (id, at, type, subject, event, client_address, user_agent, request_id)
        values
          (:id, :at, :type, :subject, cast(:event as jsonb), :address, :agent, :request))
      insert into scheduled_tasks
        (task_name, task_instance, task_data, execution_time, picked, version)
      select :task, instance, :data, :at, false, 1
        from unnest(cast(:instances as text[])) as instance
      """;

  private final Database database;
  private final IdSource ids;
  private final EventJson json;
  private final Audience audience;

  public JdbiOutbox(Database database, IdSource ids, EventJson json) {
    this(database, ids, json, new Audience());
  }

  private JdbiOutbox(Database database, IdSource ids, EventJson json, Audience audience) {
    this.database = database;
    this.ids = ids;
    this.json = json;
    this.audience = audience;
  }

  /** The same outbox, with the same subscribers, in units of this database. */
  public JdbiOutbox over(Database other) {
    return new JdbiOutbox(other, ids, json, audience);
  }

  /** Who hears of events, and whom to wake for it. */
  private record Audience(
      AtomicReference<@Nullable List<EventSubscriber>> subscribers,
      AtomicReference<Runnable> nudge) {
    Audience() {
      this(new AtomicReference<>(), new AtomicReference<>(() -> {}));
    }
  }

  /**
   * Names those who hear of events; once, before the first event.
   *
   * @throws IllegalStateException when connected before
   * @throws IllegalArgumentException when two have one name
   */
  public void connect(List<EventSubscriber> all) {
    if (all.stream().map(EventSubscriber::name).distinct().count() < all.size()) {
      throw new IllegalArgumentException("two subscribers have one name");
    }
    if (!audience.subscribers().compareAndSet(null, List.copyOf(all))) {
      throw new IllegalStateException("subscribers are connected already");
    }
  }

  /** Whom to wake after a commit that staged something; must return at once and never throw. */
  public void nudging(Runnable worker) {
    audience.nudge().set(worker);
  }

  /** Wakes the worker, if one runs in this process; returns at once and never throws. */
  public void nudge() {
    audience.nudge().get().run();
  }

  @Override
  public EventId append(AuthEvent event, ClientContext client) {
    if (database.unitConnection().isEmpty()) {
      throw new IllegalStateException("events are appended in a unit of work");
    }
    var delivery = new Delivery(new EventId(ids.next()), event, client);
    var instances = instancesOf(delivery);
    database.call("append an event", unit -> store(unit, delivery, instances));
    return delivery.id();
  }

  private String[] instancesOf(Delivery delivery) {
    var connected = audience.subscribers().get();
    if (connected == null) {
      throw new IllegalStateException("no subscribers were connected to the outbox");
    }
    return connected.stream()
        .filter(subscriber -> subscriber.wants(delivery.event()))
        .map(subscriber -> new DeliveryKey(delivery.id(), subscriber.name()).toString())
        .toArray(String[]::new);
  }

  private Handle store(Handle unit, Delivery delivery, String[] instances) {
    var event = delivery.event();
    try (var append = unit.createUpdate(APPEND)) {
      append
          .bind("id", delivery.id().value())
          .bind("at", event.at())
          .bind("type", json.typeOf(event))
          .bind("subject", event.subject().orElse(null))
          .bind("event", json.write(event))
          .bind("address", delivery.client().address())
          .bind("agent", delivery.client().userAgent())
          .bind("request", delivery.client().requestId())
          .bind("task", DeliveryKey.TASK)
          .bind("data", json.writeDelivery(delivery))
          .bindArray("instances", String.class, (Object[]) instances)
          .execute();
    }
    return instances.length == 0 ? unit : unit.afterCommit(this::nudge);
  }
}
