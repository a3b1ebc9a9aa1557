package dev.latchkey.adapter.persistence.outbox;

import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.Delivery;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.kernel.EventSubscriber;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Wants everything, notes what it was asked to deliver, and then does what the test says. */
final class TestSubscriber implements EventSubscriber {
  private final String name;
  private final Consumer<Delivery> then;
  private final Queue<Delivery> heard = new ConcurrentLinkedQueue<>();

  TestSubscriber(String name, Consumer<Delivery> then) {
    this.name = name;
    this.then = then;
  }

  static TestSubscriber named(String name) {
    return new TestSubscriber(name, delivery -> {});
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean wants(AuthEvent event) {
    return true;
  }

  @Override
  public void deliver(Delivery delivery) {
    heard.add(delivery);
    then.accept(delivery);
  }

  List<Delivery> heard() {
    return List.copyOf(heard);
  }

  List<EventId> ids() {
    return heard.stream().map(Delivery::id).toList();
  }
}
