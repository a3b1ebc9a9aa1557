package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.adapter.http.routing.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code docs/errors.md} what the server says of its problems and routes. To write the page
 * anew: {@code mvn -pl auth-adapter-http -am test -Dtest=ErrorsDocTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dlatchkey.write-docs=true}.
 */
class ErrorsDocTest {
  private static final Path PAGE = Path.of("../docs/errors.md").toAbsolutePath().normalize();

  @Test
  void the_page_says_what_the_server_says() throws IOException {
    var expected = page();
    if (Boolean.getBoolean("latchkey.write-docs")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/errors.md is stale; run: mvn verify -Dlatchkey.write-docs=true")
        .isEqualTo(expected);
  }

  private static String page() {
    try (var server = TestServer.start()) {
      var document = new InterfaceDocument(server.client().get("/openapi.json").json());
      var problems =
          Arrays.stream(Problem.values())
              .sorted(Comparator.comparingInt(Problem::status).thenComparing(Problem::code));
      return INTRODUCTION
          + problems.map(problem -> section(problem, document)).collect(Collectors.joining("\n"));
    }
  }

  private static final String INTRODUCTION =
      """
      # Errors

      Generated from the problems and the table of routes; a test keeps it current.

      Every refusal is `application/problem+json` (RFC 9457). Decide by `code`: it never changes its
      meaning. `type` is `urn:latchkey:problem:` and the code; `instance` is the id of the request, which is
      in the header `X-Request-Id` and in the server's log. For `invalid_fields`, `errors` lists what is
      wrong with which field: `[{field, code, message}]`.

      """;

  private static String section(Problem problem, InterfaceDocument document) {
    return """
        ## `%s`

        %d: %s

        * What happened: %s
        * What to do: %s
        * Where: %s
        """
        .formatted(
            problem.code(),
            problem.status(),
            problem.title(),
            problem.meaning(),
            problem.remedy(),
            String.join(", ", where(problem, document)));
  }

  private static List<String> where(Problem problem, InterfaceDocument document) {
    var all = document.operations();
    var status = Integer.toString(problem.status());
    var places = new ArrayList<String>();
    if (isToldIn(document.resolved(all.getFirst().response(0)), problem)) {
      places.add("any request that reaches no route");
    }
    var routes =
        all.stream()
            .filter(operation -> isToldIn(document.response(operation, status), problem))
            .map(ErrorsDocTest::name)
            .toList();
    places.addAll(routes.size() * 2 > all.size() ? List.of(anyBut(routes, all)) : routes);
    return places;
  }

  /** In few words, where it is nearly everywhere. */
  private static String anyBut(List<String> routes, List<InterfaceDocument.Operation> all) {
    var others = all.stream().map(ErrorsDocTest::name).filter(name -> !routes.contains(name));
    var listed = others.collect(Collectors.joining(", "));
    return listed.isEmpty() ? "any route" : "any route but " + listed;
  }

  private static String name(InterfaceDocument.Operation operation) {
    return "`%s %s`".formatted(operation.method(), operation.path());
  }

  private static boolean isToldIn(JsonNode response, Problem problem) {
    var codes =
        response.at("/content/application~1problem+json/schema/allOf/1/properties/code/enum");
    return StreamSupport.stream(codes.spliterator(), false)
        .anyMatch(code -> code.asText().equals(problem.code()));
  }
}
