package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the server tells of itself, and whether an answer is as told. Answers must have no field
 * that is not told of, though the document leaves that open to later versions.
 */
final class InterfaceDocument {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern PARAMETER = Pattern.compile("\\{[^/}]+}");

  private final JsonNode document;
  private final String basePath;
  private final ObjectNode strict;
  private final SchemaRegistry schemas =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

  /** A route, as the document tells of it. */
  record Operation(String method, String path, JsonNode node) {

    /** What it says of a status; what it says of all others when it does not name it. */
    JsonNode response(int status) {
      var responses = node.path("responses");
      var named = responses.path(Integer.toString(status));
      return named.isMissingNode() ? responses.path("default") : named;
    }

    List<String> statuses() {
      var statuses = new ArrayList<String>();
      node.path("responses").fieldNames().forEachRemaining(statuses::add);
      return statuses;
    }
  }

  InterfaceDocument(JsonNode document) {
    this.document = document;
    var url = document.path("servers").path(0).path("url").asText();
    this.basePath = url.equals("/") ? "" : url;
    this.strict = standalone(document.path("components").path("schemas"));
    for (var schema : strict) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
  }

  JsonNode node() {
    return document;
  }

  List<Operation> operations() {
    var operations = new ArrayList<Operation>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            operations.add(
                                new Operation(
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    method.getValue()))));
    return operations;
  }

  /** The operation that a request is for. Where there is GET, HEAD is as told for it. */
  Optional<Operation> operation(String method, String target) {
    var told = method.equals("HEAD") ? "GET" : method;
    var path = target.replaceFirst("\\?.*", "");
    return operations().stream()
        .filter(operation -> operation.method().equals(told))
        .filter(operation -> matches(basePath + operation.path(), path))
        .findFirst();
  }

  private static boolean matches(String template, String path) {
    var below = template.endsWith("/") && template.length() > 1 && !path.endsWith("/");
    var trimmed = below ? template.substring(0, template.length() - 1) : template;
    var pattern = Stream.of(PARAMETER.split(trimmed, -1)).map(Pattern::quote).toList();
    return path.matches(String.join("[^/]+", pattern));
  }

  /** Follows a reference, if it is one. */
  JsonNode resolved(JsonNode node) {
    var reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }

  /** What an operation says of a status, followed if it is said elsewhere; missing if nothing. */
  JsonNode response(Operation operation, String status) {
    return resolved(operation.node().path("responses").path(status));
  }

  /** Fails unless the answer is one of those that the document promises for such a request. */
  void check(String method, String target, Answer answer) {
    var operation = operation(method, target);
    if (operation.isEmpty() || answer.status() == 405) {
      assertThat(answer.status())
          .as(method + " " + target)
          .isIn(204, 400, 404, 405, 414, 429, 431, 501, 503);
      return;
    }
    var as = method + " " + target + " answered " + answer.status() + " " + answer.body();
    var response = resolved(operation.get().response(answer.status()));
    assertThat(response.isMissingNode()).as(as).isFalse();
    var headers = new ArrayList<>(List.of("X-Request-Id", "Cache-Control"));
    if (answer.status() == 429) {
      headers.addAll(List.of("Retry-After", "RateLimit", "RateLimit-Policy"));
    }
    for (var header : headers) {
      assertThat(response.path("headers").has(header)).as(as).isTrue();
      assertThat(answer.header(header)).as(as).isPresent();
    }
    assertThat(answer.header("Cache-Control").orElseThrow())
        .as(as)
        .isEqualTo(
            resolved(response.path("headers").path("Cache-Control"))
                .path("schema")
                .path("const")
                .asText());
    if (!method.equals("HEAD")) {
      checkBody(as, response.path("content"), answer);
    }
  }

  private void checkBody(String as, JsonNode content, Answer answer) {
    if (content.isMissingNode()) {
      assertThat(answer.body()).as(as).isEmpty();
      return;
    }
    var type = answer.header("Content-Type").orElseThrow().replaceFirst(";.*", "");
    assertThat(content.has(type)).as(as + " as " + type).isTrue();
    var schema = content.path(type).path("schema");
    if (type.endsWith("json") && !schema.path("type").asText().equals("string")) {
      assertThat(faults(schema, answer.json())).as(as).isEmpty();
    }
  }

  /** What is wrong with a value by a schema of this document. */
  List<String> faults(JsonNode schema, JsonNode value) {
    return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  private Schema compile(JsonNode schema) {
    var alone = standalone(schema);
    alone.set("$defs", strict);
    return schemas.getSchema(alone);
  }

  /** The same, with its references to where JSON Schema has what is referred to. */
  private static ObjectNode standalone(JsonNode schema) {
    try {
      var text = schema.toString().replace("#/components/schemas/", "#/$defs/");
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException itWasJson) {
      throw new AssertionError(itWasJson);
    }
  }
}
