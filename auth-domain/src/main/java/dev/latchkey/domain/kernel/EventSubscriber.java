package dev.latchkey.domain.kernel;

/**
 * Somebody who hears of events after they were committed: mail, webhooks.
 *
 * <p>Called by a worker, at least once for each event that it wants, in no particular order,
 * perhaps long after the event and perhaps twice. It must therefore be idempotent by {@link
 * Delivery#id()} and look at the world anew. Returning means done; throwing means later again, with
 * growing pauses, until the last try parks the delivery for an operator.
 */
public interface EventSubscriber {

  /** Stable and unique; deliveries are staged under this name. Lower case, digits, hyphens. */
  String name();

  /** Whether this event is to be delivered here. Asked inside the unit: must not do I/O. */
  boolean wants(AuthEvent event);

  /** Hears of one event. */
  void deliver(Delivery delivery);
}
