package dev.latchkey.adapter.persistence.outbox;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.JdbiUnitOfWork;
import dev.latchkey.adapter.persistence.PersistenceConfig.Scheduling;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.domain.kernel.RecurringTask;
import dev.latchkey.testkit.fixture.AnEvent;
import dev.latchkey.testkit.time.CountingIds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** An outbox and its workers on one database, with the real clock and a quick rhythm. */
final class OutboxSteps {
  static final InstantSource TIME = () -> Instant.now().truncatedTo(ChronoUnit.MICROS);
  static final Scheduling QUICK =
      new Scheduling(Duration.ofMillis(50), Duration.ofMillis(100), 4, 4);

  private final Database database;
  private final JdbiUnitOfWork unit;
  private final JdbiOutbox outbox;

  OutboxSteps(Database database, EventSubscriber... subscribers) {
    this.database = database;
    unit = new JdbiUnitOfWork(database);
    outbox = new JdbiOutbox(database, new CountingIds(), new EventJson());
    outbox.connect(List.of(subscribers));
  }

  JdbiOutbox outbox() {
    return outbox;
  }

  JdbiUnitOfWork unit() {
    return unit;
  }

  JdbiDeliveries deliveries() {
    return new JdbiDeliveries(database);
  }

  EventId append() {
    var event = AnEvent.about("ada", TIME.instant());
    return unit.write(() -> outbox.append(event, ClientContext.none()));
  }

  static DeliveryScheduler.Settings quick() {
    return DeliveryScheduler.Settings.of(QUICK)
        .withRetries(new RetryPolicy(3, Duration.ofMillis(20), Duration.ofMillis(40)));
  }

  DeliveryScheduler worker(DeliveryScheduler.Settings settings, EventSubscriber... subscribers) {
    return DeliveryScheduler.start(database, List.of(subscribers), List.of(), settings, TIME);
  }

  DeliveryScheduler worker(RecurringTask... recurring) {
    return DeliveryScheduler.start(database, List.of(), List.of(recurring), quick(), TIME);
  }

  long rows(String table) {
    return database.call(
        "count",
        handle -> handle.createQuery("select count(*) from " + table).mapTo(Long.class).one());
  }
}
