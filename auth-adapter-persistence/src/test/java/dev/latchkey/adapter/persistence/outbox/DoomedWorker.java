package dev.latchkey.adapter.persistence.outbox;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.PersistenceConfig.Scheduling;
import dev.latchkey.domain.kernel.Delivery;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A worker in a process of its own: says which delivery it is in the middle of, and stays there
 * until it is killed.
 */
final class DoomedWorker {
  private DoomedWorker() {}

  public static void main(String[] arguments) throws InterruptedException {
    var source = new PGSimpleDataSource();
    source.setUrl(arguments[0]);
    source.setUser(arguments[1]);
    source.setPassword(arguments[2]);
    var mail = new TestSubscriber("mail", DoomedWorker::stay);
    DeliveryScheduler.start(
        new Database(source),
        List.of(mail),
        List.of(),
        DeliveryScheduler.Settings.of(Scheduling.standard()),
        OutboxSteps.TIME);
    Thread.currentThread().join();
  }

  private static void stay(Delivery delivery) {
    System.out.println("delivering " + delivery.id().value());
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException never) {
      throw new AssertionError(never);
    }
  }
}
