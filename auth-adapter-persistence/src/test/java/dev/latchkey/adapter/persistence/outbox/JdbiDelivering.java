package dev.latchkey.adapter.persistence.outbox;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.testkit.contract.Delivering;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A worker of the contracts' tests, which is killed by cutting it off from its database. */
final class JdbiDelivering implements Delivering {
  private final Database database;
  private final List<EventSubscriber> subscribers;
  private final StoragePorts ports;
  private final List<DeliveryScheduler> workers = new ArrayList<>();
  private CuttableSource source;

  JdbiDelivering(Database database, List<EventSubscriber> subscribers) {
    this.database = database;
    this.subscribers = subscribers;
    this.ports = AStorage.with(database, subscribers);
    this.source = new CuttableSource(database.source());
    restart();
  }

  @Override
  public StoragePorts ports() {
    return ports;
  }

  @Override
  public Instant now() {
    return OutboxSteps.TIME.instant();
  }

  @Override
  public void stopAbruptly() {
    source.cut();
  }

  @Override
  public void restart() {
    source = new CuttableSource(database.source());
    workers.add(
        DeliveryScheduler.start(
            new Database(source), subscribers, List.of(), OutboxSteps.quick(), OutboxSteps.TIME));
  }

  @Override
  public void close() {
    workers.forEach(DeliveryScheduler::close);
  }
}
