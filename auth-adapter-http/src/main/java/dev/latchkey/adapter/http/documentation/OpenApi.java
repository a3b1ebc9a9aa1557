package dev.latchkey.adapter.http.documentation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.adapter.http.routing.Caching;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Route;
import java.util.List;
import java.util.Locale;

/**
 * The interface as an OpenAPI 3.1 document, read off the table of routes: what is in the table is
 * in the document, and nothing else. Bodies are in it as records still, to be written with the
 * rest.
 */
final class OpenApi {
  private final ApiInfo info;
  private final Schemas schemas = new Schemas();
  private final Responses responses = new Responses(schemas);
  private final Operations operations;

  private OpenApi(ApiInfo info) {
    this.info = info;
    this.operations = new Operations(schemas, responses, info.maxBodyBytes());
  }

  /**
   * @param routes without the base path
   */
  static ObjectNode of(ApiInfo info, List<Route> routes) {
    return new OpenApi(info).document(routes);
  }

  private ObjectNode document(List<Route> routes) {
    var document = node().put("openapi", "3.1.1");
    document.set("info", info());
    document
        .putArray("servers")
        .addObject()
        .put("url", info.basePath().isEmpty() ? "/" : info.basePath())
        .put("description", "The server that this document comes from.");
    var tags = document.putArray("tags");
    for (var chapter : Chapter.values()) {
      if (routes.stream().anyMatch(route -> route.words().chapter() == chapter)) {
        tags.addObject().put("name", chapter.title()).put("description", chapter.about());
      }
    }
    document.set("paths", paths(routes));
    document.set("components", components());
    return document;
  }

  private ObjectNode info() {
    var node =
        node()
            .put("title", info.name() + " authentication")
            .put("version", info.version())
            .put("description", Conventions.of(info));
    node.putObject("license").put("name", "MIT").put("identifier", "MIT");
    return node;
  }

  private ObjectNode paths(List<Route> routes) {
    var paths = node();
    for (var route : routes) {
      var path = (ObjectNode) paths.get(route.path());
      var operationsOfPath = path == null ? paths.putObject(route.path()) : path;
      operationsOfPath.set(route.method().name().toLowerCase(Locale.ROOT), operations.of(route));
    }
    return paths;
  }

  private ObjectNode components() {
    var components = node();
    components.set("securitySchemes", SecuritySchemes.all(info.cookies()));
    components.set("parameters", parameters());
    components.set("headers", headers());
    components.set("responses", responses.named());
    components.set("examples", Responses.examples());
    components.set("schemas", schemas.named());
    return components;
  }

  private static ObjectNode parameters() {
    var parameters = node();
    var schema =
        parameters
            .putObject(Operations.TRANSPORT)
            .put("name", Operations.TRANSPORT)
            .put("in", "header")
            .put("required", false)
            .put(
                "description",
                "Whether tokens come in the body, or in cookies and not in the body.")
            .putObject("schema")
            .put("type", "string")
            .put("default", "bearer");
    schema.putArray("enum").add("bearer").add("cookie");
    return parameters;
  }

  private static ObjectNode headers() {
    var headers = node();
    header(headers, "X-Request-Id", "The id of the request, for questions about it.")
        .put("format", "uuid")
        .put("example", Examples.REQUEST.toString());
    headers.set(Responses.NOT_KEPT, Responses.kept(Caching.never()));
    header(headers, "WWW-Authenticate", "How to show who one is (RFC 6750).");
    header(headers, "Set-Cookie", "The tokens, for who asked for cookies or came with some.");
    header(headers, "Allow", "The methods there are, with `method_not_allowed`.");
    header(
            headers,
            "RateLimit-Policy",
            "With `too_many_requests`: the usual policy here, as a structured field.")
        .put("example", "\"login\";q=100;w=900");
    header(headers, "RateLimit", "With `too_many_requests`: nothing is left for `t` seconds.")
        .put("example", "\"login\";r=0;t=42");
    headers
        .putObject("Retry-After")
        .put("description", "Seconds to stay away.")
        .putObject("schema")
        .put("type", "integer")
        .put("minimum", 1);
    return headers;
  }

  /** Adds a header, and answers its schema. */
  private static ObjectNode header(ObjectNode headers, String name, String about) {
    return headers
        .putObject(name)
        .put("description", about)
        .putObject("schema")
        .put("type", "string");
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
