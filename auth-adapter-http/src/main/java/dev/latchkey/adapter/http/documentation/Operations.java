package dev.latchkey.adapter.http.documentation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.adapter.http.routing.AuthCookie;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Parameter;
import dev.latchkey.adapter.http.routing.Route;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What one route is called, takes and asks for, as OpenAPI has it. */
final class Operations {
  /** The parameter by which tokens are asked for in cookies. */
  static final String TRANSPORT = "X-Auth-Transport";

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]+");

  private final Schemas schemas;
  private final Responses responses;
  private final int maxBodyBytes;

  Operations(Schemas schemas, Responses responses, int maxBodyBytes) {
    this.schemas = schemas;
    this.responses = responses;
    this.maxBodyBytes = maxBodyBytes;
  }

  ObjectNode of(Route route) {
    var words = route.words();
    var operation = node();
    operation.putArray("tags").add(words.chapter().title());
    operation.put("operationId", id(route)).put("summary", words.summary());
    if (!words.description().isEmpty()) {
      operation.put("description", words.description());
    }
    operation.set("security", security(route));
    var parameters = parameters(route);
    if (!parameters.isEmpty()) {
      operation.set("parameters", parameters);
    }
    route.body().ifPresent(body -> operation.set("requestBody", body(body)));
    operation.set("responses", responses.of(route));
    return operation;
  }

  /** By method and path, so that it stays when words are changed. */
  private static String id(Route route) {
    var path = route.path().replaceFirst("^/api/v1", "").replace("{", "by-");
    var words = WORD.matcher(path).results().map(word -> capitalised(word.group()));
    var method = route.method().name().toLowerCase(Locale.ROOT);
    return method + (path.equals("/") ? "Root" : words.collect(Collectors.joining()));
  }

  private static String capitalised(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /** Each entry is one way; an empty one is: none at all. */
  private static ArrayNode security(Route route) {
    var ways = JsonNodeFactory.instance.arrayNode();
    var cookies = route.rules().cookies();
    if (route.access().isForUsers()) {
      way(ways, SecuritySchemes.BEARER);
      way(ways, SecuritySchemes.name(AuthCookie.ACCESS));
    } else if (!cookies.isEmpty()) {
      ways.addObject();
      if (cookies.contains(AuthCookie.ACCESS)) {
        way(ways, SecuritySchemes.BEARER);
      }
      cookies.stream().sorted().map(SecuritySchemes::name).forEach(name -> way(ways, name));
    }
    return ways;
  }

  private static void way(ArrayNode ways, String scheme) {
    ways.addObject().putArray(scheme);
  }

  private static ArrayNode parameters(Route route) {
    var parameters = JsonNodeFactory.instance.arrayNode();
    route.words().parameters().forEach(parameter -> parameters.add(parameter(parameter)));
    if (route.issuesSecrets()) {
      parameters.addObject().put("$ref", "#/components/parameters/" + TRANSPORT);
    }
    return parameters;
  }

  private static ObjectNode parameter(Parameter parameter) {
    var node =
        node()
            .put("name", parameter.name())
            .put("in", parameter.place().name().toLowerCase(Locale.ROOT))
            .put("required", parameter.place() == Parameter.Place.PATH)
            .put("description", parameter.about());
    node.set("schema", schema(parameter.form()));
    return switch (parameter.form()) {
      case Parameter.Form.Id() -> node.put("example", Examples.SESSION.toString());
      case Parameter.Form.Text() -> node;
      case Parameter.Form.Whole(var least, var most, var usual) -> node.put("example", usual);
    };
  }

  private static ObjectNode schema(Parameter.Form form) {
    return switch (form) {
      case Parameter.Form.Id() -> node().put("type", "string").put("format", "uuid");
      case Parameter.Form.Text() -> node().put("type", "string");
      case Parameter.Form.Whole(var least, var most, var usual) ->
          node()
              .put("type", "integer")
              .put("minimum", least)
              .put("maximum", most)
              .put("default", usual);
    };
  }

  private ObjectNode body(Route.Body body) {
    var node =
        node()
            .put("description", "At most %d bytes of UTF-8.".formatted(maxBodyBytes))
            .put("required", body.required());
    var media = node.putObject("content").putObject(body.encoding().mediaType());
    media.set("schema", schemas.ofRequest(body.example().getClass()));
    media.putPOJO("example", body.example());
    return node;
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
