package dev.latchkey.adapter.persistence.outbox;

import dev.latchkey.domain.kernel.EventId;
import java.util.UUID;

/**
 * One event for one subscriber: the instance under which it is scheduled, and the id under which it
 * is parked.
 */
record DeliveryKey(EventId event, String subscriber) {
  /** The name of the scheduler's task that makes deliveries. */
  static final String TASK = "deliver";

  private static final int UUID_LENGTH = 36;

  /** Reads what {@link #toString()} wrote. */
  static DeliveryKey parse(String instance) {
    return new DeliveryKey(
        new EventId(UUID.fromString(instance.substring(0, UUID_LENGTH))),
        instance.substring(UUID_LENGTH + 1));
  }

  @Override
  public String toString() {
    return event.value() + ":" + subscriber;
  }
}
