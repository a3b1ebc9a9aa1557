package dev.latchkey.domain.kernel;

/** One event on its way to one subscriber. The same id comes again when a delivery is repeated. */
public record Delivery(EventId id, AuthEvent event, ClientContext client) {}
