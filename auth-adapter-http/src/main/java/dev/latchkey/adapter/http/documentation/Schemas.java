package dev.latchkey.adapter.http.documentation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.adapter.http.routing.Told;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns the records that bodies are read into and written from into JSON Schema, in the dialect of
 * OpenAPI 3.1; each once, under its own name. What it has no words for it refuses, so that no field
 * is told wrongly.
 */
final class Schemas {
  /** What a record is used for: we take nothing that we did not name, and may say more one day. */
  private enum Use {
    REQUEST,
    ANSWER
  }

  private static final Map<Class<?>, List<String>> SCALARS =
      Map.of(
          String.class, List.of("string"),
          UUID.class, List.of("string", "uuid"),
          Instant.class, List.of("string", "date-time"),
          URI.class, List.of("string", "uri"),
          int.class, List.of("integer", "int32"),
          long.class, List.of("integer", "int64"),
          boolean.class, List.of("boolean"));

  private final ObjectNode named = JsonNodeFactory.instance.objectNode();
  private final Map<String, Class<?>> types = new HashMap<>();

  /** All that were asked for, by name. */
  ObjectNode named() {
    return named;
  }

  /** A reference to the schema of what is sent to us. */
  ObjectNode ofRequest(Class<?> type) {
    return reference(type.getSimpleName(), type, Use.REQUEST);
  }

  /** A reference to the schema of what we send. */
  ObjectNode ofAnswer(Class<?> type) {
    return ofAnswer(type.getSimpleName(), type);
  }

  /** The same under another name. */
  ObjectNode ofAnswer(String name, Class<?> type) {
    return reference(name, type, Use.ANSWER);
  }

  private ObjectNode reference(String name, Class<?> type, Use use) {
    var same = types.putIfAbsent(name, type);
    if (same == null) {
      named.set(name, ofRecord(type, use));
    } else if (same != type) {
      throw new IllegalStateException("two records are named " + name);
    }
    return node().put("$ref", "#/components/schemas/" + name);
  }

  private ObjectNode ofRecord(Class<?> type, Use use) {
    var schema = node().put("type", "object");
    var properties = node();
    var required = new ArrayList<String>();
    fields(type).forEach(field -> add(field, use, properties, required));
    if (!required.isEmpty()) {
      var names = schema.putArray("required");
      required.forEach(names::add);
    }
    schema.set("properties", properties);
    return use == Use.REQUEST ? schema.put("additionalProperties", false) : schema;
  }

  /** Those of the record, and in place of unwrapped ones the fields in them. */
  private static Stream<RecordComponent> fields(Class<?> type) {
    return Stream.of(Objects.requireNonNull(type.getRecordComponents(), type::getName))
        .flatMap(
            field ->
                field.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                    ? fields(field.getType())
                    : Stream.of(field));
  }

  private void add(RecordComponent field, Use use, ObjectNode properties, List<String> required) {
    var name = SnakeCaseStrategy.INSTANCE.translate(field.getName());
    var isNullable = field.getAnnotatedType().isAnnotationPresent(Nullable.class);
    var mayBeMissing = isNullable && (use == Use.REQUEST || leavesOutNulls(field));
    if (!mayBeMissing) {
      required.add(name);
    }
    var mayBeNull = isNullable && !leavesOutNulls(field);
    var schema = ofType(field.getGenericType(), use);
    limit(field, schema);
    properties.set(name, described(field, mayBeNull ? orNull(schema) : schema));
  }

  private static boolean leavesOutNulls(RecordComponent field) {
    return field.getDeclaringRecord().isAnnotationPresent(JsonInclude.class);
  }

  private ObjectNode ofType(Type type, Use use) {
    return switch (type) {
      case Class<?> scalar when SCALARS.containsKey(scalar) -> ofScalar(SCALARS.get(scalar));
      case Class<?> record when record.isRecord() -> reference(record.getSimpleName(), record, use);
      case ParameterizedType list when list.getRawType() == List.class ->
          ofList(list.getActualTypeArguments()[0], use);
      case ParameterizedType map when map.getRawType() == Map.class ->
          node().put("type", "object").put("additionalProperties", true);
      default -> throw new IllegalStateException("no schema for " + type);
    };
  }

  private static ObjectNode ofScalar(List<String> typeAndFormat) {
    var schema = node().put("type", typeAndFormat.getFirst());
    return typeAndFormat.size() == 1 ? schema : schema.put("format", typeAndFormat.getLast());
  }

  private ObjectNode ofList(Type element, Use use) {
    var schema = node().put("type", "array");
    schema.set("items", ofType(element, use));
    return schema;
  }

  private static void limit(RecordComponent field, ObjectNode schema) {
    for (var annotation : field.getAccessor().getAnnotations()) {
      switch (annotation) {
        case Size size -> schema.put("minLength", size.min()).put("maxLength", size.max());
        case NotNull required -> {}
        default -> refuseConstraint(annotation.annotationType());
      }
    }
  }

  private static void refuseConstraint(Class<?> annotation) {
    if (annotation.getPackageName().equals(NotNull.class.getPackageName())) {
      throw new IllegalStateException("no schema for " + annotation);
    }
  }

  private static ObjectNode orNull(ObjectNode schema) {
    var type = schema.get("type");
    if (type == null) {
      var either = node();
      either.putArray("anyOf").add(schema).add(node().put("type", "null"));
      return either;
    }
    schema.putArray("type").add(type).add("null");
    return schema;
  }

  private static ObjectNode described(RecordComponent field, ObjectNode schema) {
    var told = field.getAnnotation(Told.class);
    if (told == null) {
      return schema;
    }
    if (!told.format().isEmpty()) {
      schema.put("format", told.format());
    }
    return schema.put("description", told.value());
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
