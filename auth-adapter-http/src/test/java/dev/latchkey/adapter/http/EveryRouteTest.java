package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Route;
import java.lang.reflect.RecordComponent;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The same bad input to every route of the table: none reads more kindly than the others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryRouteTest {
  private static final String ID = "01890a5d-ac96-774b-bcce-b302099a8057";
  private static final List<String> UNREADABLE =
      List.of("400 malformed_request", "413 payload_too_large", "415 unsupported_media_type");

  private final TestServer server = TestServer.start();
  private final List<Route> routes = server.routes().all();
  private String token = "";

  @AfterAll
  void close() {
    server.close();
  }

  @BeforeEach
  void signIn() {
    token =
        token.isEmpty()
            ? server.signUp("ada@example.com").text("access_token")
            : server.signIn("ada@example.com").text("access_token");
  }

  @Test
  void a_body_of_the_right_form_is_read_and_any_other_is_not() {
    for (var route : readers()) {
      var good = good(route);
      var unknown = good.replaceFirst("\\{", "{\"admin\":true,");

      // Refusing comes first: some of the routes end the session that asks.
      for (var bad :
          List.of(
              "{",
              good + "x",
              unknown,
              "[" + good + "]",
              "7",
              "null",
              "[".repeat(10_000),
              "\ufeff" + good,
              good.replace(":\"", ":\"\\ud800"),
              good.replaceFirst(":\"[^\"]*\"", ":{}"))) {
        assertThat(send(route, "application/json", bad).problem())
            .as(route.path() + " " + bad)
            .isEqualTo("400 malformed_request");
      }
      assertThat(send(route, "text/plain", good).problem()).isEqualTo(UNREADABLE.get(2));
      assertThat(send(route, "application/json", good + " ".repeat(1 << 17)).problem())
          .isEqualTo(UNREADABLE.get(1));
      assertThat(send(route, good, StandardCharsets.UTF_16LE).problem())
          .isEqualTo(UNREADABLE.get(0));

      var read = send(route, "application/json", good);
      assertThat(read.status()).as(route.path() + read.body()).isLessThan(500);
      if (read.status() >= 400) {
        assertThat(UNREADABLE).as(route.path()).doesNotContain(read.problem());
      }
    }
  }

  @Test
  void a_form_of_the_right_fields_is_read_and_any_other_is_not() {
    var forms = routes.stream().filter(Route::takesForm).toList();
    assertThat(forms).isNotEmpty();
    for (var route : forms) {
      // Some of the forms end the session that sends them.
      signIn();
      var good = good(route).replaceAll("[{}\"]", "").replace(':', '=').replace(',', '&');
      for (var bad :
          List.of(
              good + "&admin=true",
              good + "&" + good,
              good + "&%zz=1",
              good.replace("=", "=%ff"),
              good.replace("=", "=%00"),
              good.replace("=", "=%ed%a0%80"),
              "{" + good + "}",
              "\ufeff" + good)) {
        assertThat(post(route, bad).problem())
            .as(route.path() + " " + bad)
            .isEqualTo("400 malformed_request");
      }
      assertThat(post(route, good + "&=".repeat(1 << 17)).problem()).isEqualTo(UNREADABLE.get(1));
      assertThat(post(route, "").problem()).isEqualTo("422 invalid_fields");
      assertThat(send(route, "application/json", good).problem())
          .isEqualTo("403 cross_site_request");
      var read = post(route, good);
      assertThat(read.header(read.status() == 303 ? "Location" : "Content-Type"))
          .as(route.path())
          .get()
          .asString()
          .matches("/.*|text/html;charset=utf-8");
    }
  }

  private Answer post(Route route, String form) {
    return signed(route)
        .with("Content-Type", "application/x-www-form-urlencoded")
        .with("Sec-Fetch-Site", "same-origin")
        .send(route.method().name(), path(route), BodyPublishers.ofString(form));
  }

  @Test
  void a_route_that_reads_no_body_does_not_choke_on_one() {
    for (var route : routes) {
      if (route.body().isEmpty() && !route.method().name().equals("GET")) {
        var answer = send(route, "application/json", "{\"".repeat(1 << 15));
        assertThat(answer.status()).as(route.path()).isLessThan(500);
      }
    }
  }

  @Test
  void what_is_no_id_in_a_path_names_nothing() {
    var named = routes.stream().filter(EveryRouteTest::isNamed).toList();
    assertThat(named).isNotEmpty();
    for (var route : named) {
      for (var id : List.of("x", "%C3%A9", "0", ID + "0", "%27--", "a".repeat(8000))) {
        var path = route.path().replaceAll("\\{[a-z]+}", id);
        var body = route.body().isPresent() ? good(route) : "{}";
        var answer =
            signed(route)
                .with("Content-Type", "application/json")
                .send(route.method().name(), path, BodyPublishers.ofString(body));
        assertThat(answer.problem()).as(path).isEqualTo("404 not_found");
      }
    }
  }

  @Test
  void a_query_that_nobody_asked_for_changes_nothing() {
    for (var route : routes) {
      if (route.method().name().equals("GET") && route.access() != Access.LOCAL_ONLY) {
        var plain = signed(route).get(path(route));
        var more = signed(route).get(path(route) + "?%ff=%00&a=1" + "&=&".repeat(2000));
        assertThat(plain.status()).as(route.path()).isEqualTo(isNamed(route) ? 404 : usual(route));
        assertThat(more.status()).as(route.path()).isEqualTo(plain.status());
      }
    }
  }

  /** What it says first of its answers. */
  private static int usual(Route route) {
    return route.answers().getFirst().status();
  }

  private static boolean isNamed(Route route) {
    return route.path().contains("{");
  }

  private List<Route> readers() {
    var readers =
        routes.stream().filter(route -> route.body().isPresent() && !route.takesForm()).toList();
    assertThat(readers).hasSizeGreaterThan(5);
    return readers;
  }

  private Answer send(Route route, String type, String body) {
    return signed(route)
        .with("Content-Type", type)
        .send(route.method().name(), path(route), BodyPublishers.ofString(body));
  }

  private Answer send(Route route, String body, Charset charset) {
    return signed(route)
        .with("Content-Type", "application/json")
        .send(
            route.method().name(), path(route), BodyPublishers.ofByteArray(body.getBytes(charset)));
  }

  private Client signed(Route route) {
    return route.access().isForUsers() ? server.client().bearer(token) : server.client();
  }

  private static String path(Route route) {
    return route.path().replaceAll("\\{[a-z]+}", ID);
  }

  /** A body with every field that the route knows. */
  private static String good(Route route) {
    var fields = route.body().orElseThrow().example().getClass().getRecordComponents();
    return Arrays.stream(fields)
        .map(EveryRouteTest::field)
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String field(RecordComponent component) {
    var name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    var text = name.endsWith("_id") ? ID : "ada@example.com";
    var value =
        component.getType() == String.class || name.endsWith("_id") ? '"' + text + '"' : "null";
    return '"' + name + "\":" + value;
  }
}
