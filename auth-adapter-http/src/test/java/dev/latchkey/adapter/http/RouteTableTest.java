package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.AuthCookie;
import dev.latchkey.adapter.http.routing.Caching;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.Method;
import dev.latchkey.adapter.http.routing.Parameter;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.routing.Routes;
import dev.latchkey.adapter.http.token.TokenResponse;
import dev.latchkey.testkit.requirement.Requirement;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;

/** The table of routes, and that the server is what it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteTableTest {
  private final TestServer server = TestServer.start();
  private final Client client = server.client();
  private final List<Route> routes = server.routes().all();

  @AfterAll
  void close() {
    server.close();
  }

  @Test
  void every_route_has_an_access_rule_and_is_mounted() {
    assertThat(routes).hasSizeGreaterThan(12);
    for (var route : routes) {
      assertThat(route.access()).as(route.path()).isNotNull();
      var answer = call(client, route);
      assertThat(answer.status()).as(route.method() + route.path()).isNotIn(404, 405, 500);
    }
  }

  @Test
  @Requirement("S1-14")
  void whatever_reads_json_is_below_the_version_of_the_interface() {
    var reading = routes.stream().filter(RouteTableTest::readsJson).map(Route::path).toList();

    assertThat(reading).hasSizeGreaterThan(12).allMatch(path -> path.startsWith("/api/v1/"));
  }

  private static boolean readsJson(Route route) {
    return route.body().filter(body -> body.encoding() == Route.Encoding.JSON).isPresent();
  }

  @Test
  void a_route_for_the_signed_in_is_401_without_a_token_and_with_a_wrong_one() {
    var guarded = routes.stream().filter(route -> route.access().isForUsers()).toList();
    assertThat(guarded).hasSizeGreaterThanOrEqualTo(3);
    for (var route : guarded) {
      var without = call(client, route);
      assertThat(without.problem()).as(route.path()).isEqualTo("401 unauthenticated");
      assertThat(without.header("WWW-Authenticate")).contains("Bearer");
      var wrong = call(client.bearer("e30.e30.e30"), route);
      assertThat(wrong.problem()).as(route.path()).isEqualTo("401 invalid_token");
      assertThat(wrong.header("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
    }
  }

  @Test
  void a_route_that_reads_a_body_refuses_a_stranger_before_reading_it() {
    var broken =
        client
            .with("Content-Type", "application/json")
            .send("PUT", "/api/v1/users/profile", BodyPublishers.ofString("{"));

    assertThat(broken.problem()).isEqualTo("401 unauthenticated");
  }

  @Test
  void head_is_get_without_a_body_and_under_the_same_guard() {
    var health = client.send("HEAD", "/health", BodyPublishers.noBody());
    var me = client.send("HEAD", "/api/v1/auth/me", BodyPublishers.noBody());

    assertThat(health.status()).isEqualTo(200);
    assertThat(health.body()).isEmpty();
    assertThat(health.header("Content-Type")).contains("application/json");
    assertThat(me.status()).isEqualTo(401);
    assertThat(me.body()).isEmpty();
  }

  @Test
  void a_path_tells_its_methods_and_refuses_others() {
    var options = client.send("OPTIONS", "/api/v1/users/profile", BodyPublishers.noBody());
    var wrong = client.send("DELETE", "/api/v1/users/profile", BodyPublishers.noBody());

    assertThat(options.status()).isEqualTo(204);
    assertThat(options.header("Allow")).contains("GET, PUT, HEAD, OPTIONS");
    assertThat(wrong.problem()).isEqualTo("405 method_not_allowed");
    assertThat(wrong.header("Allow")).contains("GET, PUT, HEAD, OPTIONS");
    assertThat(client.get("/api/v1/auth/login").header("Allow")).contains("POST, OPTIONS");
    assertThat(client.send("OPTIONS", "/nothing", BodyPublishers.noBody()).problem())
        .isEqualTo("404 not_found");
  }

  @Test
  void the_authorization_header_is_read_strictly() {
    var token = server.signUp("ada@example.com").text("access_token");

    for (var good : List.of("Bearer " + token, "bearer " + token, "BEARER " + token)) {
      assertThat(me(client.with("Authorization", good)).status()).isEqualTo(200);
    }
    for (var bad :
        List.of(
            "Bearer  " + token,
            "Bearer " + token + " x",
            "Bearer " + token + ",x",
            "Bearer " + token + ", Bearer " + token,
            "Bearer",
            "Bearer\u00a0" + token,
            "Bearer=" + token)) {
      assertThat(me(client.with("Authorization", bad)).problem()).isEqualTo("401 invalid_token");
    }
    assertThat(me(client.with("Authorization", "Basic YTpi")).problem())
        .isEqualTo("401 unauthenticated");
    assertThat(me(client.bearer(token).bearer(token)).problem()).isEqualTo("401 invalid_token");
  }

  @Test
  void the_same_route_twice_is_refused() {
    RouteGroup group = () -> List.of(plain("/a/{id}", "id"), plain("/a/{name}", "name"));

    assertThatThrownBy(() -> Routes.of("", List.of(group)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void a_parameter_is_one_segment() {
    RouteGroup group = () -> List.of(plain("/a/{id}/b", "id"), plain("/a"));
    var table = Routes.of("/base", List.of(group));

    assertThat(table.methodsAt("/base/a/1/b")).containsExactly(Method.GET);
    assertThat(table.methodsAt("/base/a")).containsExactly(Method.GET);
    assertThat(table.methodsAt("/base/a/1/2/b")).isEmpty();
    assertThat(table.methodsAt("/base/a//b")).isEmpty();
    assertThat(table.methodsAt("/a")).isEmpty();
  }

  @Test
  void a_route_that_answers_nothing_is_refused() {
    var draft = told(Route.get("/a").access(Access.ANYONE));

    assertThatThrownBy(() -> draft.handle(exchange -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_is_for_everybody_to_keep_holds_nothing_of_anybody() {
    var kept = Caching.publiclyFor(Duration.ofMinutes(5));

    for (var draft :
        List.of(
            told(Route.get("/a").access(Access.SIGNED_IN)).cached(kept),
            told(Route.get("/a").access(Access.LOCAL_ONLY)).cached(kept),
            told(Route.get("/a").access(Access.ANYONE)).cached(kept).issuesSecrets())) {
      draft.answers(204, "Done.");
      assertThatThrownBy(() -> draft.handle(exchange -> {}))
          .isInstanceOf(IllegalArgumentException.class);
    }
    var fine = told(Route.get("/a").access(Access.ANYONE)).cached(kept).answers(204, "Done.");
    assertThat(fine.handle(exchange -> {}).caching()).isEqualTo(kept);
  }

  @Test
  void a_route_that_answers_with_tokens_says_so() {
    for (var route : routes) {
      var types = route.answers().stream().flatMap(answer -> answer.type().stream());
      if (types.anyMatch(TokenResponse.class::equals)) {
        assertThat(route.issuesSecrets()).as(route.path()).isTrue();
        assertThat(route.method()).as(route.path()).isEqualTo(Method.POST);
      }
    }
    assertThat(routes.stream().filter(Route::issuesSecrets)).hasSize(14);
  }

  @Test
  void the_keys_are_published_for_as_long_as_the_table_says() {
    var keys = client.get("/.well-known/jwks.json");
    var head = client.send("HEAD", "/.well-known/jwks.json", BodyPublishers.noBody());

    assertThat(keys.status()).isEqualTo(200);
    assertThat(keys.header("Content-Type")).contains("application/json");
    assertThat(keys.header("Cache-Control")).contains("public, max-age=300");
    assertThat(head.header("Cache-Control")).contains("public, max-age=300");
    assertThat(keys.json().path("keys")).isNotEmpty();
    assertThat(keys.json().path("keys").get(0).has("kid")).isTrue();
    assertThat(keys.body()).isEqualTo(server.auth.publishKeys().handle().jwks());
    assertThat(keys.body()).doesNotContain("\"d\"");
    for (var route : routes) {
      if (route.caching().isPublic()) {
        var refused = client.with("X-Auth-Transport", "?").get(path(route));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Cache-Control")).contains("no-store");
      }
    }
  }

  @Test
  void below_a_base_path_all_is_as_above_it() {
    try (var below = new TestServer(new TestServer.Options().basePath("/identity"))) {
      var there = below.client();
      assertThat(there.get("/identity").text("name")).isEqualTo("Latchkey");
      assertThat(there.get("/identity/health").status()).isEqualTo(200);
      assertThat(there.get("/health").problem()).isEqualTo("404 not_found");
      assertThat(there.get("/identity/api/v1/auth/me").problem()).isEqualTo("401 unauthenticated");
    }
  }

  @Test
  void codes_of_problems_are_unique_and_say_what_to_do() {
    var codes = Arrays.stream(Problem.values()).map(Problem::code).toList();
    assertThat(codes).doesNotHaveDuplicates().allMatch(code -> code.matches("[a-z_]+"));
    for (var problem : Problem.values()) {
      assertThat(problem.type()).isEqualTo("urn:latchkey:problem:" + problem.code());
      assertThat(problem.status()).isBetween(400, 599);
      assertThat(problem.meaning()).endsWith(".");
      assertThat(problem.remedy()).endsWith(".");
      assertThat(Problem.ofStatus(problem.status()).status()).isEqualTo(problem.status());
    }
  }

  @Test
  void every_parameter_in_a_path_is_told_of_and_no_other() {
    for (Executable wrong :
        List.<Executable>of(
            () -> plain("/a/{id}"), () -> plain("/a/{id}", "name"), () -> plain("/a", "id"))) {
      assertThatThrownBy(wrong::execute).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(plain("/a/{id}", "id").words().parameters()).hasSize(1);
  }

  @Test
  void a_summary_is_a_few_words() {
    var route = Route.get("/a").access(Access.ANYONE);
    for (var summary : List.of("", " ", "A sentence.", "many words ".repeat(10))) {
      var draft = route.summary(Chapter.HEALTH, summary).answers(204, "Done.");
      assertThatThrownBy(() -> draft.handle(exchange -> {}))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(told(route).answers(204, "Done.").handle(exchange -> {}).words().summary())
        .isEqualTo("Do it");
  }

  @Test
  @Requirement({"S0-21", "S1-57"})
  void what_takes_a_secret_or_sends_a_mail_has_limits_of_its_own() {
    var limited = routes.stream().filter(route -> route.limits().isOperation()).toList();
    assertThat(limited).hasSizeGreaterThanOrEqualTo(10);
    for (var route : routes) {
      if (takesSecrets(route) || route.access() == Access.FRESHLY_SIGNED_IN) {
        assertThat(limited).as(route.path()).contains(route);
      }
      // What a probe asks is all that is not counted.
      assertThat(route.limits() == Limits.NOTHING)
          .as(route.path())
          .isEqualTo(route.path().startsWith("/health"));
    }
  }

  /** Whoever names an address or an id is sent a mail there. */
  private static boolean takesSecrets(Route route) {
    var own = route.rules().cookies().stream().anyMatch(cookie -> cookie != AuthCookie.ACCESS);
    return own
        || route.issuesSecrets()
        || route.body().stream()
            .flatMap(body -> Arrays.stream(body.example().getClass().getRecordComponents()))
            .map(component -> component.getName().toLowerCase(Locale.ROOT))
            .anyMatch(name -> name.matches(".*(password|token|code|email|registration).*"));
  }

  @Test
  void a_route_that_is_limited_by_account_says_by_which() {
    var draft =
        told(Route.post("/a").access(Access.ANYONE)).limits(Limits.RESET).answers(204, "Done.");
    var user =
        told(Route.post("/a").access(Access.SIGNED_IN)).limits(Limits.EXPORT).answers(204, "Done.");

    assertThatThrownBy(() -> draft.handle(exchange -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("account");
    assertThat(user.handle(exchange -> {}).limits()).isEqualTo(Limits.EXPORT);
  }

  private static Route plain(String path, String... parameters) {
    var draft = told(Route.get(path).access(Access.ANYONE)).answers(204, "Done.");
    for (var parameter : parameters) {
      draft.parameters(Parameter.id(parameter, "Of something."));
    }
    return draft.handle(exchange -> {});
  }

  private static Route.Draft told(Route.Guarded route) {
    return route.summary(Chapter.HEALTH, "Do it");
  }

  /** A path of the route, of something that is there if strangers may see it. */
  private String path(Route route) {
    return route
        .path()
        .replace("{file}", DocumentationTest.aFile(client))
        .replaceAll("\\{[a-z]+}", "01890a5d-ac96-774b-bcce-b302099a8057");
  }

  private static Answer me(Client client) {
    return client.get("/api/v1/auth/me");
  }

  private Answer call(Client client, Route route) {
    var body = route.body().isPresent() ? "{}" : "";
    var ours = route.takesForm() ? client.with("Sec-Fetch-Site", "same-origin") : client;
    return ours.with("Content-Type", "application/json")
        .send(route.method().name(), path(route), BodyPublishers.ofString(body));
  }
}
