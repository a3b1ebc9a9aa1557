package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testkit.requirement.Requirement;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that are nobody's: a page for people, with a way on, and JSON for programs. */
class LostPageTest {
  private static final String PAGE = "text/html,application/xhtml+xml,*/*;q=0.8";

  @AutoClose private final TestServer server = TestServer.start();
  private final Client client = server.client();
  private final Client person = client.with("Accept", PAGE);

  @Test
  @Requirement("S3-24")
  void who_follows_a_wrong_link_is_told_so_on_a_page_and_led_on() {
    var lost = person.get("/acount");

    assertThat(lost.status()).isEqualTo(404);
    assertThat(lost.body())
        .contains("<h1>There is nothing here</h1>", "href=\"/\"", "href=\"/account\"")
        .contains(lost.header("X-Request-Id").orElseThrow());
    PageParts.checkAlone(lost);
    assertThat(client.get("/acount").problem()).isEqualTo("404 not_found");
    assertThat(client.with("Accept", "application/json").get("/acount").problem())
        .isEqualTo("404 not_found");
  }

  @Test
  void it_is_told_in_the_language_of_who_is_lost() {
    assertThat(person.with("Accept-Language", "de").get("/acount").body())
        .contains("<html lang=\"de\">", "<h1>Hier ist nichts</h1>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/", "/api/v1/nothing", "/api/v2/auth/login?x=1"})
  void below_the_interface_everybody_is_a_program(String path) {
    assertThat(person.get(path).problem()).isEqualTo("404 not_found");
  }

  @Test
  void a_method_that_a_page_does_not_take_is_told_with_those_that_it_does() {
    var refused = person.send("DELETE", "/sign-in", BodyPublishers.noBody());

    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.header("Allow")).contains("GET, POST, HEAD, OPTIONS");
    assertThat(refused.body()).contains("role=\"alert\"", "Nothing was done");
    PageParts.checkAlone(refused);
    assertThat(client.send("DELETE", "/sign-in", BodyPublishers.noBody()).problem())
        .isEqualTo("405 method_not_allowed");
    assertThat(person.get("/api/v1/auth/login").problem()).isEqualTo("405 method_not_allowed");
  }

  @Test
  void asking_without_a_body_and_asking_what_is_taken_are_as_they_were() {
    var head = person.send("HEAD", "/acount", BodyPublishers.noBody());
    assertThat(head.status()).isEqualTo(404);
    assertThat(head.body()).isEmpty();
    assertThat(person.send("OPTIONS", "/acount", BodyPublishers.noBody()).problem())
        .isEqualTo("404 not_found");
    assertThat(person.send("OPTIONS", "/sign-in", BodyPublishers.noBody()).status()).isEqualTo(204);
  }

  @Test
  void what_is_for_developers_looks_like_nothing_to_others() {
    try (var open = new TestServer(new TestServer.Options().behind())) {
      var hidden = open.client().with("Accept", PAGE).get("/dev/mail");
      var nothing = open.client().with("Accept", PAGE).get("/dev/nail");
      assertThat(hidden.status()).isEqualTo(404);
      assertThat(withoutId(hidden)).isEqualTo(withoutId(nothing)).contains("There is nothing here");
    }
    var proxied = person.with("X-Forwarded-For", "192.0.2.1").get("/dev/mail");
    assertThat(proxied.status()).isEqualTo(404);
    assertThat(withoutId(proxied)).isEqualTo(withoutId(person.get("/dev/nail")));
    assertThat(person.send("POST", "/dev/mail", BodyPublishers.noBody()).status()).isEqualTo(404);
  }

  private static String withoutId(Answer answer) {
    return answer.body().replace(answer.header("X-Request-Id").orElseThrow(), "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%3Cscript%3Ealert(1)%3C/script%3E",
        "/x?y=%3Cscript%3E",
        "/%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
        "/{{7*7}}",
        "/%E2%80%AEgpj.exe",
        "/account/%0d%0aSet-Cookie:a=b"
      })
  void nothing_of_the_path_comes_back(String path) {
    var lost = person.get(path.replace("{", "%7B").replace("}", "%7D"));

    assertThat(lost.status()).isIn(400, 404);
    assertThat(lost.cookies()).isEmpty();
    assertThat(lost.body())
        .doesNotContain("<script>", "<img src=x", "7*7", "49", "\u202e", "Set-Cookie");
  }

  @Test
  void a_flood_of_wrong_paths_is_refused_on_a_page_too() {
    var few = RatePolicy.standard().perMinute(3);
    try (var limited = new TestServer(new TestServer.Options().rates(few))) {
      var visitor = limited.client().with("Accept", PAGE);
      var answer = visitor.get("/acount");
      for (var n = 0; n < 3; n++) {
        answer = visitor.get("/acount");
      }
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.header("Retry-After")).isPresent();
      assertThat(answer.header("RateLimit")).isPresent();
      assertThat(answer.body()).contains("This was asked for too often");
      PageParts.checkAlone(answer);
    }
  }

  @Test
  void below_a_base_path_the_same_holds_and_what_is_beside_it_is_nobodys() {
    try (var below = new TestServer(new TestServer.Options().basePath("/identity"))) {
      var visitor = below.client().with("Accept", PAGE);
      assertThat(visitor.get("/identity/acount").body()).contains("href=\"/identity/account\"");
      assertThat(visitor.get("/identity/api/v1/nothing").problem()).isEqualTo("404 not_found");
      assertThat(visitor.get("/account").status()).isEqualTo(404);
    }
  }
}
