package dev.latchkey.domain.notification;

import dev.latchkey.domain.kernel.EventId;

/**
 * Brings a notification to a person.
 *
 * <p>What has words of its own says them in the language of the recipient, or in the nearest one
 * that it has (RFC 4647, section 3.4), or else in its default.
 *
 * <p>The id makes repetition harmless as far as the medium allows: a second sending under the same
 * id carries the same message id and replaces the first where it can. An outage is thrown as {@link
 * dev.latchkey.domain.kernel.InfrastructureException}, and the caller tries again later. Nothing of
 * the content appears in logs or exceptions.
 */
public interface Notifier {

  /** Hands the notification over. Slow: never called inside a unit. */
  Receipt send(EventId id, Recipient to, Notification notification);

  /** What became of a notification. */
  sealed interface Receipt {
    /** The medium took responsibility. */
    record Accepted() implements Receipt {}

    /** The medium will never take it: the address does not exist, say. Trying again is useless. */
    record Rejected(String reason) implements Receipt {}
  }
}
