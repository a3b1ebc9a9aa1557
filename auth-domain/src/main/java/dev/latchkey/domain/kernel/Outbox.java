package dev.latchkey.domain.kernel;

/**
 * Tells those who may hear later what a use-case did now.
 *
 * <p>Appending writes the row of the audit trail, and stages one delivery for each subscriber that
 * wants the event, all in the unit of work that is open: either the unit commits and every delivery
 * happens at least once, or nothing of it was ever there. Appending outside a unit is a programming
 * error and is reported as {@link IllegalStateException}.
 */
public interface Outbox {

  /** Appends the event and answers the id it is known by from now on. */
  EventId append(AuthEvent event, ClientContext client);
}
