package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testkit.requirement.Requirement;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages that show the interface, and their files. What they look like, a browser looks at. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentationPagesTest {
  private static final Pattern SCRIPT =
      Pattern.compile("<script src=\"(assets/[^\"]+)\" integrity=\"(sha256-[^\"]+)\"></script>");
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

  private final TestServer server = TestServer.start();
  private final Client client = server.client();

  @AfterAll
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/redoc"})
  @Requirement({"S1-93", "S1-94", "S2-42", "S4-14"})
  void a_page_is_there_with_all_its_files(String path) {
    var page = client.get(path);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).contains("text/html;charset=utf-8");
    assertThat(page.header("Cache-Control")).contains("public, max-age=300");
    var links = links(page);
    assertThat(links).hasSize(5).doesNotHaveDuplicates();
    for (var link : links) {
      assertThat(client.get("/" + link).status()).as(link).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/redoc"})
  void a_page_runs_the_scripts_that_its_policy_names_and_no_others(String path) throws Exception {
    var page = client.get(path);
    var policy = page.header("Content-Security-Policy").orElseThrow();
    var scripts = SCRIPT.matcher(page.body()).results().toList();

    assertThat(scripts).hasSize(2);
    assertThat(page.body().split("<script", -1)).hasSize(3);
    assertThat(policy)
        .startsWith("default-src 'none'; script-src 'sha256-")
        .contains("base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http:", "https:", "*", "script-src 'self'");
    for (var script : scripts) {
      var content = client.get("/" + script.group(1)).body().getBytes(StandardCharsets.UTF_8);
      var hash = MessageDigest.getInstance("SHA-256").digest(content);
      assertThat("sha256-" + Base64.getEncoder().encodeToString(hash)).isEqualTo(script.group(2));
      assertThat(policy).contains("'" + script.group(2) + "'");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/redoc"})
  void a_page_leads_to_nobody_else(String path) {
    assertThat(links(client.get(path)))
        .allMatch(link -> link.startsWith("assets/") || link.equals("openapi.json"));
  }

  @Test
  void redoc_fetches_nothing_from_its_makers() {
    var scripts = SCRIPT.matcher(client.get("/redoc").body()).results().map(s -> s.group(1));

    assertThat(scripts.map(script -> client.get("/" + script).body()))
        .noneMatch(script -> script.contains("cdn.redoc"));
  }

  @Test
  void a_file_is_named_by_its_content_and_may_be_kept_for_a_year() {
    for (var link : links(client.get("/docs"))) {
      if (link.startsWith("assets/")) {
        var file = client.get("/" + link);
        assertThat(link).matches("assets/[a-z-]+\\.[0-9a-f]{16}\\.(js|css|svg)");
        assertThat(file.header("Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(file.header("Content-Type").orElseThrow()).startsWith(type(link));
      }
    }
  }

  private static String type(String link) {
    return switch (link.substring(link.lastIndexOf('.') + 1)) {
      case "js" -> "text/javascript";
      case "css" -> "text/css";
      default -> "image/svg+xml";
    };
  }

  @Test
  void head_and_options_of_a_file_are_as_anywhere() {
    var link = "/assets/" + DocumentationTest.aFile(client);
    var head = client.send("HEAD", link, BodyPublishers.noBody());
    var options = client.send("OPTIONS", link, BodyPublishers.noBody());
    var post = client.post(link, "{}");

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Length")).isEqualTo(client.get(link).header("Content-Length"));
    assertThat(head.header("Cache-Control")).isEqualTo(client.get(link).header("Cache-Control"));
    assertThat(options.status()).isEqualTo(204);
    assertThat(options.header("Allow")).contains("GET, HEAD, OPTIONS");
    assertThat(post.problem()).isEqualTo("405 method_not_allowed");
  }

  @Test
  void no_other_file_is_found_whatever_it_is_called() {
    for (var name :
        List.of(
            "docs.js",
            "icon.0000000000000000.svg",
            "page.peb",
            "..",
            "swagger-ui-bundle.js.map",
            DocumentationTest.aFile(client) + "x",
            DocumentationTest.aFile(client).toUpperCase(Locale.ROOT))) {
      var answer = new RawConnection(server.port()).send(request("/assets/" + name));
      assertThat(answer).as(name).matches("(?s)HTTP/1.1 (404|400) .*problem\\+json.*");
      assertThat(answer).contains("Cache-Control: no-store");
    }
  }

  @Test
  void no_path_leads_out_of_the_files() {
    for (var path :
        List.of(
            "/assets/../openapi.json",
            "/assets/%2e%2e/openapi.json",
            "/assets/..%2fopenapi.json",
            "/assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "/assets/..\\openapi.json",
            "/assets//etc/passwd",
            "/assets/%252e%252e%252fopenapi.json",
            "/assets/icon.svg%00.js",
            "/assets/META-INF/MANIFEST.MF")) {
      var answer = new RawConnection(server.port()).send(request(path));
      assertThat(answer).as(path).matches("(?s)HTTP/1.1 (400|404) .*problem\\+json.*");
    }
    assertThat(
            new RawConnection(server.port())
                .send(request("/assets/" + DocumentationTest.aFile(client))))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void the_first_page_leads_to_the_documentation() {
    var links = client.get("/").json().path("links");

    assertThat(links.path("docs").asText()).isEqualTo("http://localhost:8080/docs");
    assertThat(links.path("redoc").asText()).isEqualTo("http://localhost:8080/redoc");
    assertThat(links.path("openapi").asText()).isEqualTo("http://localhost:8080/openapi.json");
  }

  private static List<String> links(Answer page) {
    return LINK.matcher(page.body()).results().map((MatchResult link) -> link.group(1)).toList();
  }

  private static String request(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  }
}
