package dev.latchkey.adapter.persistence.outbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.domain.session.AuthenticationMethod;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts the fields of an event into JSON, each kind of value in its one form. */
final class FieldWriter {
  private final ObjectNode json;

  FieldWriter(ObjectNode json) {
    this.json = json;
  }

  /** What is null is left out. */
  FieldWriter text(String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
    return this;
  }

  /** What is empty is left out. */
  FieldWriter texts(String name, Map<String, String> values) {
    if (!values.isEmpty()) {
      values.forEach(json.putObject(name)::put);
    }
    return this;
  }

  FieldWriter number(String name, int value) {
    json.put(name, value);
    return this;
  }

  FieldWriter count(String name, long value) {
    json.put(name, value);
    return this;
  }

  /** ISO 8601, in UTC. */
  FieldWriter instant(String name, Instant value) {
    return text(name, value.toString());
  }

  FieldWriter id(String name, @Nullable UUID value) {
    return text(name, value == null ? null : value.toString());
  }

  /** The constant's name in lower case. */
  FieldWriter constant(String name, Enum<?> value) {
    return text(name, value.name().toLowerCase(Locale.ROOT));
  }

  /** The values of RFC 8176, sorted, so that equal events look alike. */
  FieldWriter methods(String name, Set<AuthenticationMethod> values) {
    var array = json.putArray(name);
    values.stream().map(AuthenticationMethod::reference).sorted().forEach(array::add);
    return this;
  }
}
