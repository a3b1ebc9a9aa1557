package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Deliveries.Parked;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.testkit.fixture.ASession;
import dev.latchkey.testkit.fixture.AnEvent;
import dev.latchkey.testkit.fixture.RecordingSubscriber;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What a test of deliveries does, step by step. */
abstract class DeliverySteps {
  static final ClientContext CLIENT = ASession.CLIENT;

  private final List<Delivering> running = new ArrayList<>();

  /**
   * An empty storage with these subscribers and a running worker. Asked once in each test, before
   * the first append; closed after it.
   */
  protected abstract Delivering deliveringTo(List<EventSubscriber> subscribers);

  @AfterEach
  void close_what_was_started() {
    running.forEach(Delivering::close);
  }

  final Delivering started(EventSubscriber... subscribers) {
    var delivering = deliveringTo(List.of(subscribers));
    running.add(delivering);
    return delivering;
  }

  static EventId append(Delivering delivering, AuthEvent event) {
    var ports = delivering.ports();
    return ports.unit().write(() -> ports.outbox().append(event, CLIENT));
  }

  static EventId appendAbout(Delivering delivering, String name) {
    return append(delivering, AnEvent.about(name, delivering.now()));
  }

  static void hasHeard(RecordingSubscriber subscriber, EventId... events) {
    Eventually.holds(
        () -> assertThat(subscriber.heard()).extracting("id").contains((Object[]) events));
  }

  static List<Parked> parked(Delivering delivering) {
    return delivering.ports().deliveries().parked(100);
  }

  /** Waits until so many deliveries are parked. */
  static List<Parked> parked(Delivering delivering, int count) {
    Eventually.holds(() -> assertThat(parked(delivering)).hasSize(count));
    return parked(delivering);
  }
}
