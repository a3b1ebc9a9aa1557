package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.http.routing.Method;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The problems that no route names, because they follow from its rules: they are met where the
 * documentation tells of them, and nowhere else.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImpliedProblemsTest {
  private static final String TOO_LARGE = "{\"email\":\"" + "x".repeat(70_000) + "\"}";

  private final TestServer server = TestServer.start();
  private final Client client = server.client();
  private final List<Route> routes = server.routes().all();
  private final InterfaceDocument document =
      new InterfaceDocument(client.get("/openapi.json").json());

  @BeforeAll
  void somebody() {
    server.signUp("ada@example.com");
  }

  @AfterAll
  void close() {
    server.close();
  }

  @Test
  void any_route_refuses_a_transport_that_there_is_not() {
    met(
        Problem.UNSUPPORTED_TRANSPORT,
        route -> ours(client, route).with("X-Auth-Transport", "pigeon"),
        "{}");
  }

  @Test
  void any_route_refuses_two_stories() {
    var twice = "__Host-access=a; __Host-access=b";
    met(Problem.AMBIGUOUS_CREDENTIALS, route -> ours(client, route).with("Cookie", twice), "{}");
  }

  @Test
  void a_route_that_reads_a_body_refuses_a_larger_one() {
    met(Problem.PAYLOAD_TOO_LARGE, route -> proper(signedIn(), route), TOO_LARGE);
  }

  @Test
  void a_route_that_reads_a_body_refuses_another_form() {
    met(
        Problem.UNSUPPORTED_MEDIA_TYPE,
        route -> ours(signedIn(), route).with("Content-Type", "text/plain"),
        "{}");
  }

  @Test
  void a_route_for_the_signed_in_refuses_who_is_not() {
    for (var route : routes) {
      if (route.access().isForUsers()) {
        assertThat(told(route, Problem.UNAUTHENTICATED)).isTrue();
        assertThat(told(route, Problem.INVALID_TOKEN)).isTrue();
        assertThat(ask(ours(json(client), route), route, "{}").problem())
            .isEqualTo("401 unauthenticated");
        assertThat(ask(ours(json(client.bearer("x")), route), route, "{}").problem())
            .isEqualTo("401 invalid_token");
      }
    }
  }

  @Test
  void a_route_that_changes_something_by_cookie_refuses_other_sites() {
    var elsewhere =
        json(client)
            .with("X-Auth-Transport", "cookie")
            .with("Cookie", "__Host-access=x")
            .with("Sec-Fetch-Site", "cross-site");
    for (var route : routes) {
      if (route.method() == Method.GET) {
        assertThat(told(route, Problem.CROSS_SITE_REQUEST)).as(route.path()).isFalse();
      } else {
        met(route, Problem.CROSS_SITE_REQUEST, elsewhere, readable(route));
      }
    }
  }

  /** One route looks at cookies only after its body, and so wants one that it can read. */
  private static String readable(Route route) {
    return route.path().endsWith("/password-strength") ? "{\"password\":\"x\"}" : "{}";
  }

  @Test
  void a_route_that_is_limited_refuses_too_many() {
    var one = new TestServer.Options().rates(RatePolicy.standard().perMinute(1));
    try (var limited = new TestServer(one)) {
      met(Problem.TOO_MANY_REQUESTS, route -> proper(limited.client(), route), "{}");
      assertThat(limited.client().get("/nothing").problem()).isEqualTo("429 too_many_requests");
    }
  }

  /** Every route meets the problem if it tells of it, and does not otherwise. */
  private void met(Problem problem, Function<Route, Client> asking, String body) {
    routes.forEach(route -> met(route, problem, asking.apply(route), body));
    assertThat(routes.stream().filter(route -> told(route, problem))).hasSizeGreaterThan(5);
  }

  private void met(Route route, Problem problem, Client asking, String body) {
    var answer = ask(asking, route, body);
    if (told(route, problem)) {
      assertThat(answer.problem())
          .as(route.path())
          .isEqualTo(problem.status() + " " + problem.code());
    } else {
      assertThat(answer.status()).as(route.path()).isNotEqualTo(problem.status());
    }
  }

  /** Anew each time: some routes end the session. */
  private Client signedIn() {
    return client.bearer(server.signIn("ada@example.com").text("access_token"));
  }

  private boolean told(Route route, Problem problem) {
    var operation = document.operation(route.method().name(), path(route)).orElseThrow();
    return document
        .response(operation, Integer.toString(problem.status()))
        .toString()
        .contains("\"" + problem.code() + "\"");
  }

  private static Answer ask(Client client, Route route, String body) {
    var sent = route.body().isPresent() ? body : "";
    return client.send(route.method().name(), path(route), BodyPublishers.ofString(sent));
  }

  /** In the form that the route takes, and from where it takes it. */
  private static Client proper(Client client, Route route) {
    return route
        .body()
        .map(body -> ours(client, route).with("Content-Type", body.encoding().mediaType()))
        .orElseGet(() -> json(client));
  }

  /** A form comes from a page of ours; anything else may come from anywhere. */
  private static Client ours(Client client, Route route) {
    return route.takesForm() ? client.with("Sec-Fetch-Site", "same-origin") : client;
  }

  private static Client json(Client client) {
    return client.with("Content-Type", "application/json");
  }

  private static String path(Route route) {
    return route.path().replaceAll("\\{[a-z]+}", "01890a5d-ac96-774b-bcce-b302099a8057");
  }
}
