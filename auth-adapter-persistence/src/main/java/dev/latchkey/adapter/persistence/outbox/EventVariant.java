package dev.latchkey.adapter.persistence.outbox;

import dev.latchkey.domain.kernel.AuthEvent;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How one kind of event goes over the wire. The type name and the version are for ever: rows
 * written years ago carry them.
 */
record EventVariant<E extends AuthEvent>(
    String type,
    int version,
    Class<E> kind,
    BiConsumer<E, FieldWriter> writer,
    Function<FieldReader, E> reader) {

  void write(AuthEvent event, FieldWriter out) {
    out.text("type", type).number("version", version).instant("at", event.at());
    writer.accept(kind.cast(event), out);
  }

  E read(FieldReader in) {
    return reader.apply(in);
  }
}
