package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.http.page.Looks;
import dev.latchkey.testkit.requirement.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages with a logo, a theme, templates and words of somebody's own. */
class LooksPagesTest {
  private static final String FIRST = "{# view-model: 1 #}\n";
  private static final String SVG =
      "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";

  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static TestServer server(UnaryOperator<Looks> looks) {
    return new TestServer(new TestServer.Options().looks(looks.apply(Looks.ours())));
  }

  private static String file(Answer page, String pattern) {
    var match = Pattern.compile(pattern).matcher(page.body());
    assertThat(match.find()).as(pattern).isTrue();
    return match.group(1);
  }

  @Test
  void a_logo_is_in_the_header_of_every_page_and_can_run_nothing() throws IOException {
    var svg = write("logo.svg", SVG);
    try (var server = server(looks -> looks.withLogo(svg))) {
      for (var path : new String[] {"/", "/sign-in", "/nothing", "/account/keep"}) {
        var page = server.browser().open(path);
        var src = file(page, "<img src=\"(/assets/logo\\.[0-9a-f]+\\.svg)\" alt=\"\"");
        var logo = server.client().get(src);
        assertThat(logo.body()).isEqualTo(SVG);
        assertThat(logo.header("Content-Type")).contains("image/svg+xml");
        assertThat(logo.header("Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(logo.response().headers().allValues("Content-Security-Policy"))
            .singleElement()
            .asString()
            .startsWith("default-src 'none'; style-src 'unsafe-inline';")
            .endsWith("; sandbox");
      }
    }
  }

  @Test
  void a_png_is_sent_as_one() throws IOException {
    var png = write("logo", "");
    Files.write(png, new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0});
    try (var server = server(looks -> looks.withLogo(png))) {
      var src = file(server.browser().open("/"), "<img src=\"([^\"]+\\.png)\"");
      assertThat(server.client().get(src).header("Content-Type")).contains("image/png");
    }
  }

  @Test
  void our_own_image_can_run_nothing_either() {
    try (var server = TestServer.start()) {
      var src = file(server.browser().open("/"), "<img src=\"([^\"]+)\"");
      assertThat(server.client().get(src).header("Content-Security-Policy").orElseThrow())
          .endsWith("; sandbox");
    }
  }

  @Test
  void a_theme_is_at_the_end_of_the_one_style_sheet() throws IOException {
    var css = write("theme.css", ":root { --accent: #6b2fb3 }");
    try (var server = server(looks -> looks.withTheme(css))) {
      var page = server.browser().open("/sign-in");
      var sheet = server.client().get(file(page, "rel=\"stylesheet\" href=\"([^\"]+)\""));
      assertThat(page.body()).containsOnlyOnce("rel=\"stylesheet\"");
      assertThat(sheet.body())
          .contains("--accent: #0a58ca;")
          .endsWith(":root { --accent: #6b2fb3 }");
      assertThat(page.header("Content-Security-Policy").orElseThrow())
          .contains("style-src 'self';");
    }
  }

  @Test
  @Requirement("S3-24")
  void a_template_takes_the_place_of_ours_and_the_rest_stays() throws IOException {
    write(
        "session/sign-in.peb",
        FIRST
            + "{% extends \"page/layout.peb\" %}{% block title %}Hi{% endblock %}"
            + "{% block main %}<h1>Hi {{ email }}</h1><script>alert(1)</script>{% endblock %}");
    try (var server = server(looks -> looks.withTemplates(folder))) {
      var browser = server.browser();
      var page = browser.submit("/sign-in", "email", "<b>@example.com");
      assertThat(page.body())
          .contains("<h1>Hi &lt;b&gt;@example.com</h1>", "class=\"skip\"", "<title>Hi · Latchkey");
      assertThat(page.header("Content-Security-Policy").orElseThrow())
          .contains("script-src 'sha256-")
          .doesNotContain("unsafe");
      assertThat(browser.open("/sign-up").body()).contains("<h1>Create an account</h1>");
    }
  }

  @Test
  void a_layout_is_that_of_every_page() throws IOException {
    write("page/layout.peb", FIRST + "<!doctype html>mine {% block main %}{% endblock %}");
    try (var server = server(looks -> looks.withTemplates(folder))) {
      for (var path : new String[] {"/", "/sign-in", "/nothing", "/account/keep", "/dev/mail"}) {
        assertThat(server.browser().open(path).body()).contains("<!doctype html>mine", "<h1>");
      }
    }
  }

  @Test
  void words_are_spoken_to_whoever_reads_them() throws IOException {
    write("texts_de-AT.properties", "sign-in.title=Servus bei {app}\n");
    try (var server = server(looks -> looks.withTexts(folder))) {
      assertThat(server.browser().reading("de-AT").open("/sign-in").body())
          .contains("<html lang=\"de-AT\">", "<h1>Servus bei Latchkey</h1>");
      assertThat(server.browser().reading("de").open("/sign-in").body())
          .contains("<html lang=\"de\">", "<h1>Anmelden</h1>");
      assertThat(server.browser().open("/sign-in").body()).contains("<h1>Sign in</h1>");
    }
  }
}
