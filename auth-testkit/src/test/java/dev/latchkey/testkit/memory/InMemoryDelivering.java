package dev.latchkey.testkit.memory;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.testkit.contract.Delivering;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The in-memory storage with a worker of its own. */
final class InMemoryDelivering implements Delivering {
  private final InstantSource clock = Clock.systemUTC();
  private final InMemoryStorage storage = new InMemoryStorage(this::now);
  private InMemoryWorker worker;

  InMemoryDelivering(List<EventSubscriber> subscribers) {
    storage.connect(subscribers);
    worker = storage.startWorker();
  }

  @Override
  public StoragePorts ports() {
    return storage.ports();
  }

  @Override
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public void stopAbruptly() {
    worker.close();
  }

  @Override
  public void restart() {
    worker = storage.startWorker();
  }

  @Override
  public void close() {
    worker.close();
  }
}
