package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The parts of a page, as a browser finds them. */
final class PageParts {
  private static final Pattern SCRIPT =
      Pattern.compile(
          "<script type=\"module\" src=\"([^\"]+)\" integrity=\"(sha256-[^\"]+)\"></script>");

  private PageParts() {}

  /** The addresses of the scripts. */
  static List<String> scripts(String page) {
    return SCRIPT.matcher(page).results().map(script -> script.group(1)).toList();
  }

  /** Fails unless the page runs our scripts alone, and loads from and posts to nobody else. */
  static void checkAlone(Answer page) {
    checkScripts(page);
    assertThat(page.body())
        .doesNotContain(" onclick", "onpaste", " style=", "<style", "http://", "https://");
  }

  /** Fails unless it runs our scripts alone, whatever texts of others are in it. */
  static void checkScripts(Answer page) {
    assertThat(page.header("Content-Type")).contains("text/html;charset=utf-8");
    assertThat(page.header("Cache-Control")).contains("no-store");
    assertThat(page.body().split("<script", -1)).hasSize(scripts(page.body()).size() + 1);
    var hashes =
        SCRIPT
            .matcher(page.body())
            .results()
            .map(script -> "'" + script.group(2) + "'")
            .collect(Collectors.joining(" "));
    assertThat(page.header("Content-Security-Policy").orElseThrow())
        .contains(
            "default-src 'none'",
            "script-src " + (hashes.isEmpty() ? "'none'" : hashes) + ";",
            "style-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'")
        .doesNotContain("unsafe", "*");
  }
}
