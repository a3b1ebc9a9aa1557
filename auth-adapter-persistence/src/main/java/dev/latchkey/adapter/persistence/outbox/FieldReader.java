package dev.latchkey.adapter.persistence.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.session.AuthenticationMethod;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Takes the fields of an event out of JSON; one that is missing or malformed is reported. */
final class FieldReader {
  private final String owner;
  private final JsonNode json;

  /**
   * @param owner whose fields these are, for the report
   */
  FieldReader(String owner, JsonNode json) {
    this.owner = owner;
    this.json = json;
  }

  FieldReader object(String name) {
    return new FieldReader(owner + "." + name, json.path(name));
  }

  JsonNode node(String name) {
    return json.path(name);
  }

  @Nullable String textOrNull(String name) {
    var value = json.get(name);
    return value == null ? null : value.textValue();
  }

  String text(String name) {
    var value = textOrNull(name);
    if (value == null) {
      throw unreadable(name);
    }
    return value;
  }

  /** Those texts of an object that are texts; none where there is no object. */
  Map<String, String> texts(String name) {
    return json.path(name).properties().stream()
        .filter(field -> field.getValue().isTextual())
        .collect(Collectors.toMap(Map.Entry::getKey, field -> field.getValue().textValue()));
  }

  int number(String name) {
    var value = json.path(name);
    if (!value.isInt()) {
      throw unreadable(name);
    }
    return value.intValue();
  }

  long count(String name) {
    var value = json.path(name);
    if (!value.canConvertToLong() || !value.isIntegralNumber()) {
      throw unreadable(name);
    }
    return value.longValue();
  }

  Instant instant(String name) {
    return parsed(name, Instant::parse);
  }

  UUID id(String name) {
    return parsed(name, UUID::fromString);
  }

  @Nullable UUID idOrNull(String name) {
    return json.hasNonNull(name) ? id(name) : null;
  }

  KeyId key(String name) {
    return parsed(name, KeyId::new);
  }

  <E extends Enum<E>> E constant(String name, Class<E> type) {
    return parsed(name, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
  }

  Set<AuthenticationMethod> methods(String name) {
    return StreamSupport.stream(json.path(name).spliterator(), false)
        .map(JsonNode::asText)
        .map(method -> AuthenticationMethod.of(method).orElseThrow(() -> unreadable(name)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private <T> T parsed(String name, Function<String, T> parser) {
    try {
      return parser.apply(text(name));
    } catch (DateTimeException | IllegalArgumentException malformed) {
      throw unreadable(name);
    }
  }

  private UnreadableEventException unreadable(String name) {
    return new UnreadableEventException(owner + ": " + name + " is missing or unknown");
  }
}
