package dev.latchkey.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Deliveries.Parked;
import dev.latchkey.domain.kernel.Delivery;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.testkit.fixture.AnEvent;
import dev.latchkey.testkit.fixture.RecordingSubscriber;
import dev.latchkey.testkit.time.MutableTime;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InMemoryStorageTest {
  private final MutableTime time = MutableTime.somewhen();
  private final InMemoryStorage storage = new InMemoryStorage(time);
  private final RecordingSubscriber mail = RecordingSubscriber.wantingAll("mail");

  @Test
  void nothing_is_delivered_until_it_is_asked_for() {
    storage.connect(List.of(mail));
    var id = append();

    assertThat(mail.tried()).isEmpty();
    assertThat(storage.deliverAll()).isEqualTo(1);
    assertThat(mail.heard()).extracting(Delivery::id).containsExactly(id);
    assertThat(storage.deliverAll()).isZero();
  }

  @Test
  void a_delivery_that_fails_is_tried_three_times_and_parked() {
    storage.connect(List.of(mail.failing(ArithmeticException::new)));
    var id = append();

    assertThat(storage.deliverAll()).isEqualTo(3);
    assertThat(storage.ports().deliveries().parked(10))
        .containsExactly(
            new Parked("mail:" + id.value(), "mail", id, time.instant(), "ArithmeticException"));
  }

  @Test
  void a_parked_delivery_that_is_driven_again_is_delivered_when_asked_for() {
    storage.connect(List.of(mail.failing(3, ArithmeticException::new)));
    var id = append();
    storage.deliverAll();

    storage.ports().deliveries().redrive("mail:" + id.value(), time.instant());

    assertThat(storage.deliverAll()).isEqualTo(1);
    assertThat(mail.heard()).extracting(Delivery::id).containsExactly(id);
  }

  @Test
  void nothing_is_delivered_inside_a_unit() {
    storage.connect(List.of(mail));

    assertThatIllegalStateException()
        .isThrownBy(() -> storage.ports().unit().write(storage::deliverAll));
  }

  private EventId append() {
    var ports = storage.ports();
    var event = AnEvent.about("ada", time.instant());
    return ports.unit().write(() -> ports.outbox().append(event, ClientContext.none()));
  }
}
