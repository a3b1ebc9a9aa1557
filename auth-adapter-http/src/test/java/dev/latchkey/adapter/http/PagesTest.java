package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Method;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.testkit.memory.RecordingNotifier;
import dev.latchkey.testkit.requirement.Requirement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every page. */
class PagesTest {
  private static final String ADA = "ada@example.com";
  private static final int LARGEST = 30 << 10;
  private static final Pattern FILE = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");

  @AutoClose private final TestServer server = TestServer.start();
  private final Browser browser = server.browser();

  @BeforeEach
  void somebody() {
    server.signUp(ADA);
  }

  private List<Route> pages() {
    var pages =
        server.routes().all().stream()
            .filter(route -> route.isPage() && route.method() == Method.GET)
            .filter(route -> !route.path().contains("{"))
            .filter(route -> !List.of("/docs", "/redoc").contains(route.path()))
            .toList();
    assertThat(pages).hasSizeGreaterThan(10);
    return pages;
  }

  private Answer opened(Route page) {
    var reader = page.access().isForUsers() ? server.browserOf(ADA) : browser;
    return reader.open(page.path());
  }

  @Test
  @Requirement({"S3-24", "S0-24"})
  void each_is_in_the_shell_runs_our_scripts_alone_and_is_small() {
    for (var page : pages()) {
      var shown = opened(page);
      assertThat(shown.status()).as(page.path()).isEqualTo(200);
      PageParts.checkScripts(shown);
      assertThat(shown.body())
          .as(page.path())
          .startsWith("<!doctype html>\n<html lang=\"en\">")
          .contains("· Latchkey</title>", "<main id=\"main\">", "class=\"skip\"")
          .containsOnlyOnce("<h1>");
      assertThat(shown.body().getBytes(StandardCharsets.UTF_8).length).isLessThan(LARGEST);
    }
  }

  @Test
  @Requirement("S3-25")
  void what_they_load_is_named_by_its_content_and_kept_for_a_year() {
    for (var page : pages()) {
      var files = FILE.matcher(opened(page).body()).results().map(file -> file.group(1)).toList();
      assertThat(files).as(page.path()).hasSizeGreaterThanOrEqualTo(2);
      for (var file : files) {
        var loaded = server.client().get(file);
        assertThat(loaded.status()).as(file).isEqualTo(200);
        assertThat(loaded.header("Cache-Control")).contains("public, max-age=31536000, immutable");
      }
    }
  }

  @Test
  void every_field_has_a_label_and_every_button_a_text() {
    for (var page : pages()) {
      var body = opened(page).body();
      for (var field :
          Pattern.compile("<input id=\"([a-z-]+)\"").matcher(body).results().toList()) {
        assertThat(body).as(page.path()).contains("<label for=\"" + field.group(1) + "\">");
      }
      assertThat(body).doesNotContain("></button>");
    }
  }

  @Test
  void a_form_goes_to_a_route_that_takes_it() {
    for (var page : pages()) {
      for (var form :
          Pattern.compile("<form method=\"post\" action=\"([^\"]+)\">")
              .matcher(opened(page).body())
              .results()
              .toList()) {
        assertThat(server.routes().methodsAt(form.group(1)))
            .as(form.group(1))
            .contains(Method.POST);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de|de",
        "de-CH, en;q=0.5|de",
        "fr, de;q=0.5, en;q=0.3|de",
        "en-GB|en",
        "fr|en",
        "*|en",
        "de;q=x|en",
        "<script>|en"
      })
  void the_language_is_the_one_that_is_read_best(String accepted, String spoken) {
    var page = browser.reading(accepted).open("/sign-in");

    assertThat(page.body())
        .contains("<html lang=\"" + spoken + "\">", spoken.equals("de") ? "Anmelden" : "Sign in")
        .doesNotContain("<script>");
  }

  @Test
  void every_page_is_there_in_the_other_language() {
    for (var page : pages()) {
      var reader = page.access().isForUsers() ? server.browserOf(ADA) : browser;
      assertThat(reader.reading("de").open(page.path()).body())
          .as(page.path())
          .contains("<html lang=\"de\">")
          .doesNotContain("Sign in", "{app}");
    }
  }

  @Test
  void the_first_page_is_one_for_people_and_json_for_programs() {
    assertThat(browser.open("/").body()).contains("href=\"/sign-up\"", "/dev/mail", "/docs");
    assertThat(server.client().get("/").text("name")).isEqualTo("Latchkey");
    try (var open = new TestServer(new TestServer.Options().behind())) {
      assertThat(open.browser().open("/").body())
          .contains("href=\"/sign-up\"")
          .doesNotContain("/dev/mail", "/docs");
    }
  }

  @Test
  void a_problem_is_a_page_for_people_and_json_for_programs() {
    var malformed = browser.submit("/sign-in", "nonsense", "<script>alert(1)</script>");
    assertThat(malformed.status()).isEqualTo(400);
    assertThat(malformed.header("Content-Type")).contains("text/html;charset=utf-8");
    assertThat(malformed.body())
        .contains("role=\"alert\"", malformed.header("X-Request-Id").orElseThrow())
        .doesNotContain("nonsense", "<script>");
    PageParts.checkAlone(malformed);
    assertThat(browser.post("/sign-in", "{}").problem()).isEqualTo("415 unsupported_media_type");
    assertThat(browser.open("/api/v1/auth/me").problem()).isEqualTo("401 unauthenticated");
  }

  @Test
  void no_form_is_open_to_a_page_of_somebody_else() {
    var forms = server.routes().all().stream().filter(Route::takesForm).toList();
    assertThat(forms).hasSizeGreaterThan(8);
    for (var route : forms) {
      var refused =
          server
              .client()
              .with("Sec-Fetch-Site", "cross-site")
              .with("Accept", "text/html")
              .post(route.path());
      assertThat(refused.status()).as(route.path()).isEqualTo(403);
      assertThat(route.access()).isNotEqualTo(Access.LOCAL_ONLY);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {ADA, "bob@example.com", "<script>", ""})
  void a_forgotten_password_is_answered_alike_for_every_address(String email) {
    var sent = browser.submit("/password/forgotten", "email", email);

    assertThat(sent.status()).isEqualTo(303);
    assertThat(sent.header("Location")).contains("/password/forgotten?said=sent");
    assertThat(browser.open("/password/forgotten?said=sent").body())
        .contains("role=\"status\"", "href=\"/password/reset\"");
    server.storage.deliverAll();
    assertThat(
            server.notifier.sent().stream()
                .map(RecordingNotifier.Sending::notification)
                .anyMatch(Notification.PasswordReset.class::isInstance))
        .isEqualTo(email.equals(ADA));
  }
}
