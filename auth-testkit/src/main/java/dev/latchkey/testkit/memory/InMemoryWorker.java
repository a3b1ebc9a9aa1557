package dev.latchkey.testkit.memory;

import java.util.concurrent.locks.LockSupport;

/** Delivers on a thread of its own, until it is closed. */
public final class InMemoryWorker implements AutoCloseable {
  private static final long PAUSE_NANOS = 1_000_000;

  private final InMemoryDeliveries deliveries;
  private final Thread thread;
  private volatile boolean closed;

  private InMemoryWorker(InMemoryDeliveries deliveries) {
    this.deliveries = deliveries;
    this.thread = Thread.ofPlatform().daemon().name("in-memory-worker").unstarted(this::work);
  }

  static InMemoryWorker started(InMemoryDeliveries deliveries) {
    var worker = new InMemoryWorker(deliveries);
    worker.thread.start();
    return worker;
  }

  private void work() {
    while (!closed) {
      if (!deliveries.deliverNext(this)) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /**
   * Ends the worker as if its process had been killed: a delivery that it is in the middle of is
   * not acknowledged, whatever the subscriber still does, and falls to the next worker.
   */
  @Override
  public void close() {
    closed = true;
    deliveries.giveUp(this);
    thread.interrupt();
  }
}
