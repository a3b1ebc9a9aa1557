package dev.latchkey.adapter.http.documentation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.adapter.http.routing.Answer;
import dev.latchkey.adapter.http.routing.Caching;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.FieldError;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.ProblemReply;
import dev.latchkey.adapter.http.routing.Route;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a route answers with, by status: its successes, and every problem there may be. */
final class Responses {
  /** The answer to what reaches no route. */
  private static final String UNROUTED = "Unrouted";

  /** The header of answers that nobody keeps. */
  static final String NOT_KEPT = "Not-Kept";

  private final Schemas schemas;
  private final Map<String, ObjectNode> shared = new TreeMap<>();

  Responses(Schemas schemas) {
    this.schemas = schemas;
  }

  ObjectNode of(Route route) {
    var responses = node();
    route.answers().stream()
        .filter(answer -> !isRefusal(answer))
        .forEach(answer -> addSuccess(responses, route, answer));
    var byStatus =
        PossibleProblems.at(route).stream()
            .collect(Collectors.groupingBy(Problem::status, TreeMap::new, Collectors.toList()));
    byStatus.forEach(
        (status, problems) ->
            responses.set(
                Integer.toString(status),
                problems.size() == 1 && !route.isPage() && !hasPage(route, status)
                    ? shared(route, status, problems.getFirst())
                    : refusal(route, status, problems)));
    route.answers().stream()
        .filter(Responses::isRefusal)
        .forEach(answer -> addPage(responses.withObject("/" + answer.status()), answer));
    responses.set("default", reference(UNROUTED));
    return responses;
  }

  private static boolean isRefusal(Answer answer) {
    return answer.status() >= 400;
  }

  private static boolean hasPage(Route route, int status) {
    return route.answers().stream().anyMatch(answer -> answer.status() == status);
  }

  /**
   * Refers to the refusal with that problem alone. Most routes have the same ones: said once, the
   * document is half as long, and viewers, which read all of it for each operation, as fast again.
   */
  private ObjectNode shared(Route route, int status, Problem problem) {
    shared.computeIfAbsent(problem.code(), code -> refusal(route, status, List.of(problem)));
    return reference(problem.code());
  }

  private static ObjectNode reference(String name) {
    return node().put("$ref", "#/components/responses/" + name);
  }

  /** The responses that are referred to: so to be asked for when all routes are told. */
  ObjectNode named() {
    var named = node();
    named.set(UNROUTED, unrouted());
    named.setAll(shared);
    return named;
  }

  /** A page beside the problems of that status. */
  private static void addPage(ObjectNode response, Answer answer) {
    var told = response.path("description").asText();
    response.put(
        "description", told.isEmpty() ? answer.meaning() : told + "\n* " + answer.meaning());
    if (answer.content() instanceof Answer.Content.Ready(var mediaTypes)) {
      mediaTypes.forEach(type -> response.withObject("/content").set(type, ready()));
    }
  }

  private void addSuccess(ObjectNode responses, Route route, Answer answer) {
    var response = responses.withObject("/" + answer.status());
    response.put("description", answer.meaning());
    response.set("headers", successHeaders(route));
    switch (answer.content()) {
      case Answer.Content.Nothing() -> {}
      case Answer.Content.Json(var example) ->
          response.withObject("/content").set("application/json", json(example));
      case Answer.Content.Ready(var mediaTypes) ->
          mediaTypes.forEach(type -> response.withObject("/content").set(type, ready()));
    }
  }

  private ObjectNode json(Object example) {
    var media = node();
    media.set("schema", schemas.ofAnswer(example.getClass()));
    return media.putPOJO("example", example);
  }

  private static ObjectNode ready() {
    var media = node();
    media.putObject("schema").put("type", "string");
    return media;
  }

  private static ObjectNode successHeaders(Route route) {
    var headers = headers(route.caching());
    if (route.issuesSecrets()) {
      headers.set("Set-Cookie", header("Set-Cookie"));
    }
    return headers;
  }

  private static ObjectNode headers(Caching caching) {
    var headers = node();
    headers.set("X-Request-Id", header("X-Request-Id"));
    headers.set("Cache-Control", caching.isPublic() ? kept(caching) : header(NOT_KEPT));
    return headers;
  }

  /** The header Cache-Control of answers that are kept like this. */
  static ObjectNode kept(Caching caching) {
    var header = node().put("description", "Whether the answer may be kept (RFC 9111).");
    header.putObject("schema").put("type", "string").put("const", caching.header());
    return header;
  }

  private static ObjectNode header(String name) {
    return node().put("$ref", "#/components/headers/" + name);
  }

  /** People who ask for a page get one, whatever it has to say. */
  private ObjectNode refusal(Route route, int status, Collection<Problem> problems) {
    var response = response(problems);
    if (route.isPage()) {
      response.withObject("/content").set("text/html", ready());
    }
    var headers = headers(Caching.never());
    switch (status) {
      case 401 -> headers.set("WWW-Authenticate", header("WWW-Authenticate"));
      case 429 -> tellWhen(headers);
      case 503 -> headers.set("Retry-After", header("Retry-After"));
      default -> {}
    }
    response.set("headers", headers);
    return response;
  }

  private static void tellWhen(ObjectNode headers) {
    for (var name : List.of("Retry-After", "RateLimit", "RateLimit-Policy")) {
      headers.set(name, header(name));
    }
  }

  /** What is answered before a route is found. */
  private ObjectNode unrouted() {
    var response = response(PossibleProblems.BEFORE_ANY_ROUTE);
    var headers = headers(Caching.never());
    headers.set("Allow", header("Allow"));
    tellWhen(headers);
    response.set("headers", headers);
    return response;
  }

  private ObjectNode response(Collection<Problem> problems) {
    var response = node().put("description", meanings(problems));
    var media = response.putObject("content").putObject(ProblemReply.CONTENT_TYPE);
    media.set("schema", schema(problems));
    var examples = media.putObject("examples");
    for (var problem : problems) {
      var reference = "#/components/examples/" + problem.code();
      examples.putObject(problem.code()).put("$ref", reference);
    }
    return response;
  }

  private static String meanings(Collection<Problem> problems) {
    return problems.stream()
        .map(problem -> "* `%s`: %s".formatted(problem.code(), problem.meaning()))
        .collect(Collectors.joining("\n"));
  }

  private ObjectNode schema(Collection<Problem> problems) {
    var narrowed = node();
    var codes = narrowed.putObject("properties").putObject("code").putArray("enum");
    problems.forEach(problem -> codes.add(problem.code()));
    var schema = node();
    schema
        .putArray("allOf")
        .add(schemas.ofAnswer("Problem", ProblemReply.Body.class))
        .add(narrowed);
    return schema;
  }

  /** Each problem once, to be referred to. */
  static ObjectNode examples() {
    var examples = node();
    for (var problem : EnumSet.allOf(Problem.class)) {
      examples
          .putObject(problem.code())
          .put("summary", problem.title())
          .put("description", problem.remedy())
          .putPOJO("value", example(problem));
    }
    return examples;
  }

  private static ProblemReply.Body example(Problem problem) {
    var reply =
        problem == Problem.INVALID_FIELDS
            ? ProblemReply.invalid(List.of(FieldError.required("email")))
            : ProblemReply.of(problem);
    return reply.body(Examples.REQUEST.toString());
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
