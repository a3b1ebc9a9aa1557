package dev.latchkey.adapter.persistence.outbox;

/**
 * An event was stored that this version cannot read: most likely a newer version runs beside it.
 *
 * <p>Names the type and version, or the field, never a value.
 */
public final class UnreadableEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableEventException(String what) {
    super(what);
  }
}
