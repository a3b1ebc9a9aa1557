package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.adapter.http.routing.Answer.Content;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.testkit.requirement.Requirement;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The document of the interface: it says what the table of routes says. That the server does what
 * it says is looked at with every answer of every test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentationTest {
  private static final Pattern FILE = Pattern.compile("assets/(icon\\.[0-9a-f]{16}\\.svg)");
  private static final Pattern INTERNAL =
      Pattern.compile(
          "latchkey\\.(adapter|domain|application)|java\\.|javax?\\.|com\\.|Exception|Jdbi|Javalin"
              + "|Jetty|Jackson|Routes\\b|\\bselect\\b|postgres|sql",
          Pattern.CASE_INSENSITIVE);

  private final TestServer server = TestServer.start();
  private final Client client = server.client();
  private final InterfaceDocument document =
      new InterfaceDocument(client.get("/openapi.json").json());

  @AfterAll
  void close() {
    server.close();
  }

  /** The name of a file that pages load. */
  static String aFile(Client client) {
    var file = FILE.matcher(client.get("/docs").body());
    assertThat(file.find()).isTrue();
    return file.group(1);
  }

  @Test
  @Requirement({"S2-42", "S4-14"})
  void the_document_is_for_everybody_to_keep_for_a_while() {
    var answer = client.get("/openapi.json");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).contains("application/json");
    assertThat(answer.header("Cache-Control")).contains("public, max-age=300");
    assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
    assertThat(answer.text("openapi")).startsWith("3.1.");
    assertThat(answer.json().path("info").path("version").asText()).isEqualTo("1.2.3");
    assertThat(client.get("/openapi.json").body()).isEqualTo(answer.body());
  }

  @Test
  @Requirement("S4-14")
  void what_is_mounted_is_told_and_what_is_told_is_mounted() {
    var mounted = server.routes().all().stream().map(route -> route.method() + " " + route.path());
    var told = document.operations().stream().map(told1 -> told1.method() + " " + told1.path());

    assertThat(told.toList()).hasSizeGreaterThan(18).containsExactlyElementsOf(mounted.toList());
  }

  @Test
  void every_success_is_told_and_no_other() {
    for (var route : server.routes().all()) {
      var told = told(route).statuses().stream().filter(DocumentationTest::isSuccess).toList();
      var answered =
          route.answers().stream()
              .map(answer -> Integer.toString(answer.status()))
              .filter(DocumentationTest::isSuccess);
      assertThat(new HashSet<>(told)).as(route.path()).isEqualTo(Set.copyOf(answered.toList()));
    }
  }

  @Test
  void a_page_that_refuses_is_told_beside_the_problems_of_its_status() {
    var refusing =
        server.routes().all().stream()
            .flatMap(route -> route.answers().stream().map(answer -> Map.entry(route, answer)))
            .filter(each -> each.getValue().status() >= 400)
            .toList();
    assertThat(refusing).isNotEmpty();
    for (var each : refusing) {
      var response = told(each.getKey()).response(each.getValue().status());
      assertThat(response.path("content").has("text/html")).isTrue();
      assertThat(response.path("content").has("application/problem+json")).isTrue();
      assertThat(response.path("description").asText()).contains(each.getValue().meaning());
    }
  }

  /** A redirection leads on. */
  private static boolean isSuccess(String status) {
    return status.matches("[23].*");
  }

  @Test
  void every_problem_of_a_route_is_told_under_its_status() {
    for (var route : server.routes().all()) {
      for (var problem : route.problems()) {
        assertThat(codes(response(told(route), Integer.toString(problem.status()))))
            .as(route.path())
            .contains(problem.code());
      }
      for (var status : told(route).statuses()) {
        if (!isSuccess(status) && !status.equals("default")) {
          assertThat(codes(response(told(route), status)))
              .isNotEmpty()
              .allMatch(code -> problem(code).status() == Integer.parseInt(status));
        }
      }
    }
  }

  @Test
  @Requirement("S2-16")
  void every_problem_there_is_is_told_somewhere_and_explained() {
    var somewhere = new TreeSet<String>();
    for (var operation : document.operations()) {
      operation.statuses().forEach(s -> somewhere.addAll(codes(response(operation, s))));
    }
    var all = Arrays.stream(Problem.values()).map(Problem::code).toList();

    assertThat(somewhere).containsExactlyInAnyOrderElementsOf(all);
    for (var problem : Problem.values()) {
      var example = document.node().path("components").path("examples").path(problem.code());
      assertThat(example.path("summary").asText()).isEqualTo(problem.title());
      assertThat(example.path("description").asText()).isEqualTo(problem.remedy());
    }
  }

  @Test
  void who_may_call_a_route_is_told() {
    for (var route : server.routes().all()) {
      var ways = told(route).node().path("security");
      assertThat(ways.isArray()).as(route.path()).isTrue();
      if (route.access().isForUsers()) {
        assertThat(ways.toString()).isEqualTo("[{\"bearer\":[]},{\"access_cookie\":[]}]");
        assertThat(codes(response(told(route), "401")))
            .contains("unauthenticated", "invalid_token");
      } else if (!ways.isEmpty()) {
        assertThat(ways.path(0)).as(route.path()).isEmpty();
      }
    }
    assertThat(ways("/api/v1/auth/logout"))
        .isEqualTo("[{},{\"bearer\":[]},{\"access_cookie\":[]},{\"refresh_cookie\":[]}]");
    assertThat(ways("/api/v1/auth/login")).isEqualTo("[]");
  }

  private String ways(String path) {
    var operation = document.operation("POST", path).orElseThrow();
    return operation.node().path("security").toString();
  }

  @Test
  @Requirement({"S1-25", "S0-23"})
  void every_example_is_valid_by_its_schema() {
    var examples = 0;
    for (var operation : document.operations()) {
      for (var content : contents(operation)) {
        for (var media : content) {
          for (var example : examples(media)) {
            assertThat(document.faults(media.path("schema"), example))
                .as(operation.path())
                .isEmpty();
            examples++;
          }
        }
      }
    }
    assertThat(examples).isGreaterThan(200);
  }

  @Test
  void an_example_that_is_not_valid_would_be_noticed() {
    var operation = document.operation("POST", "/api/v1/auth/login").orElseThrow();
    var schema = operation.node().at("/requestBody/content/application~1json/schema");
    var wrong = operation.node().at("/requestBody/content/application~1json/example").deepCopy();

    assertThat(document.faults(schema, wrong)).isEmpty();
    ((ObjectNode) wrong).put("email", 1).put("more", "x");
    assertThat(document.faults(schema, wrong)).hasSize(2);
  }

  @Test
  @Requirement({"S1-25", "S0-23"})
  void every_example_of_a_body_is_read_by_the_server() {
    var token = server.signUp("reader@example.com").text("access_token");
    var read = 0;
    for (var operation : document.operations()) {
      var example = operation.node().at("/requestBody/content/application~1json/example");
      if (!example.isMissingNode()) {
        var caller =
            operation.node().path("security").toString().startsWith("[{\"bearer\"")
                ? client.bearer(token)
                : client;
        var answer =
            caller
                .with("Content-Type", "application/json")
                .send(
                    operation.method(),
                    operation.path().replace("{id}", "01890a5d-ac96-774b-bcce-b302099a8057"),
                    BodyPublishers.ofString(example.toString()));
        assertThat(answer.problem())
            .as(operation.path())
            .doesNotContain("malformed_request", "invalid_fields", "unsupported_media_type");
        read++;
      }
    }
    assertThat(read).isGreaterThanOrEqualTo(8);
  }

  @Test
  void an_answer_that_is_not_told_of_would_be_noticed() {
    var health = client.get("/health");

    document.check("GET", "/health", health);
    for (var other : List.of("/api/v1/auth/me", "/", "/docs", "/api/v1/users/sessions")) {
      assertThatThrownBy(() -> document.check("GET", other, health))
          .as(other)
          .isInstanceOf(AssertionError.class);
    }
    var refused = client.get("/api/v1/auth/me");
    assertThatThrownBy(() -> document.check("GET", "/health", refused))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void what_may_be_left_out_or_null_is_told_as_the_server_takes_it() {
    var register = schema("RegisterRequest");
    assertThat(texts(register.path("required"))).containsExactly("email");
    assertThat(register.path("additionalProperties").asBoolean(true)).isFalse();
    assertThat(register.at("/properties/password/type").toString())
        .isEqualTo("[\"string\",\"null\"]");
    assertThat(register.at("/properties/email/type").asText()).isEqualTo("string");

    var tokens = schema("TokenResponse");
    assertThat(texts(tokens.path("required")))
        .contains("session_id", "expires_in", "user")
        .doesNotContain("access_token", "refresh_token");
    assertThat(tokens.at("/properties/access_token/type").asText()).isEqualTo("string");

    var session = schema("SessionResponse");
    assertThat(texts(session.path("required"))).contains("ip", "location");
    assertThat(session.at("/properties/location/anyOf")).hasSize(2);
  }

  @Test
  void the_largest_body_and_the_transport_are_told() {
    for (var route : server.routes().all()) {
      var operation = told(route).node();
      assertThat(operation.at("/requestBody/description").asText().contains("65536"))
          .as(route.path())
          .isEqualTo(route.body().isPresent());
      assertThat(operation.path("parameters").toString().contains("X-Auth-Transport"))
          .as(route.path())
          .isEqualTo(route.issuesSecrets());
    }
  }

  @Test
  void refusals_tell_their_headers() {
    for (var operation : document.operations()) {
      assertThat(response(operation, "503").path("headers").has("Retry-After")).isTrue();
      // Where no route is limited, what reaches none is; that is told there.
      for (var header : List.of("Retry-After", "RateLimit", "RateLimit-Policy")) {
        var refused = document.resolved(operation.response(429));
        assertThat(refused.path("headers").has(header)).as(operation.path()).isTrue();
      }
      assertThat(response(operation, "500").path("headers").has("X-Request-Id")).isTrue();
      if (operation.statuses().contains("401")) {
        assertThat(response(operation, "401").path("headers").has("WWW-Authenticate")).isTrue();
      }
    }
  }

  @Test
  void it_never_names_what_is_inside() {
    var text = document.node().toString();

    assertThat(INTERNAL.matcher("{\"type\":\"java.lang.String\"}").find()).isTrue();
    assertThat(INTERNAL.matcher(text.replace("example.com", "")).results().map(r -> r.group()))
        .isEmpty();
  }

  @Test
  void outside_of_local_mode_it_knows_no_local_convenience() {
    try (var open = new TestServer(new TestServer.Options().behind())) {
      assertThat(open.client().get("/openapi.json").body())
          .doesNotContain("/dev/mail", "Development");
    }
    assertThat(document.node().toString()).contains("/dev/mail", "Development");
  }

  @Test
  void below_a_base_path_the_document_leads_there() {
    try (var below = new TestServer(new TestServer.Options().basePath("/identity"))) {
      var there = below.client();
      var told = there.get("/identity/openapi.json").json();

      assertThat(told.at("/servers/0/url").asText()).isEqualTo("/identity");
      assertThat(told.path("paths")).isEqualTo(document.node().path("paths"));
      assertThat(there.get("/identity/docs").status()).isEqualTo(200);
      assertThat(there.get("/identity/assets/" + aFile(client)).status()).isEqualTo(200);
      assertThat(there.get("/openapi.json").problem()).isEqualTo("404 not_found");
    }
  }

  @Test
  void names_of_cookies_are_those_that_the_server_sets() {
    var cookies = document.node().at("/components/securitySchemes");
    assertThat(cookies.at("/access_cookie/name").asText()).isEqualTo("__Host-access");
    assertThat(cookies.at("/refresh_cookie/name").asText()).isEqualTo("__Host-refresh");
    try (var plain =
        new TestServer(new TestServer.Options().cookies(false, HttpConfig.SameSite.LAX))) {
      var there = plain.client().get("/openapi.json").json().at("/components/securitySchemes");
      assertThat(there.at("/access_cookie/name").asText()).isEqualTo("access");
    }
  }

  private InterfaceDocument.Operation told(Route route) {
    return document.operations().stream()
        .filter(operation -> operation.path().equals(route.path()))
        .filter(operation -> operation.method().equals(route.method().name()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(route.path()));
  }

  private JsonNode response(InterfaceDocument.Operation operation, String status) {
    return document.response(operation, status);
  }

  private static List<String> codes(JsonNode response) {
    var schema = response.path("content").path("application/problem+json").path("schema");
    return texts(schema.at("/allOf/1/properties/code/enum"));
  }

  private static Problem problem(String code) {
    return Arrays.stream(Problem.values())
        .filter(problem -> problem.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode schema(String name) {
    return document.node().path("components").path("schemas").path(name);
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private List<JsonNode> contents(InterfaceDocument.Operation operation) {
    var responses =
        operation.statuses().stream().map(status -> response(operation, status).path("content"));
    var body = Stream.of(operation.node().at("/requestBody/content"));
    return Stream.concat(body, responses).toList();
  }

  private List<JsonNode> examples(JsonNode media) {
    var named =
        StreamSupport.stream(media.path("examples").spliterator(), false)
            .map(example -> document.resolved(example).path("value"));
    var one = media.has("example") ? Stream.of(media.path("example")) : Stream.<JsonNode>empty();
    return Stream.concat(one, named).toList();
  }

  @Test
  void whatever_is_json_has_an_example() {
    for (var route : server.routes().all()) {
      for (var answer : route.answers()) {
        if (answer.content() instanceof Content.Json) {
          var told = told(route).response(answer.status());
          assertThat(told.at("/content/application~1json").has("example")).isTrue();
        }
      }
    }
  }
}
