package dev.latchkey.testkit.memory;

import dev.latchkey.domain.kernel.Deliveries.Parked;
import dev.latchkey.domain.kernel.Delivery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One delivery to one subscriber.
 *
 * @param tries that failed so far
 * @param worker who is at it; null when nobody is
 * @param parked how it gave up; null while it has not
 */
record Staged(
    String id,
    String subscriber,
    Delivery delivery,
    int tries,
    @Nullable Object worker,
    @Nullable Parked parked) {

  static Staged of(String subscriber, Delivery delivery) {
    var id = subscriber + ":" + delivery.id().value();
    return new Staged(id, subscriber, delivery, 0, null, null);
  }

  boolean isDue() {
    return worker == null && parked == null;
  }

  Staged claimedBy(Object claimant) {
    return new Staged(id, subscriber, delivery, tries, claimant, parked);
  }

  Staged released() {
    return new Staged(id, subscriber, delivery, tries, null, parked);
  }

  /** Tried once more in vain. */
  Staged failed() {
    return new Staged(id, subscriber, delivery, tries + 1, null, null);
  }

  Staged parked(Instant since, String reason) {
    var end = new Parked(id, subscriber, delivery.id(), since, reason);
    return new Staged(id, subscriber, delivery, tries, null, end);
  }

  /** As if it had never been tried. */
  Staged anew() {
    return new Staged(id, subscriber, delivery, 0, null, null);
  }
}
