package dev.latchkey.adapter.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Keeps the tables in {@code docs/features/themes.md} what the templates and the style sheet say.
 * To write them anew: {@code mvn -pl auth-adapter-http -am test -Dtest=ViewModelDocTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dlatchkey.write-docs=true}. A row that loses a value, or
 * gives another meaning to one, is another {@code OwnTemplates.VIEW_MODEL}.
 */
class ViewModelDocTest {
  private static final Path PAGE =
      Path.of("../docs/features/themes.md").toAbsolutePath().normalize();
  private static final Path RESOURCES = Path.of("src/main/resources/dev/latchkey/adapter/http");
  private static final String BEGIN = "<!-- the templates write this -->\n";
  private static final String END = "<!-- so far -->";
  private static final String LAYOUT = "page/layout.peb";

  private final Templates ours = new Templates(Map.of());

  /** The names of all of ours. */
  static SortedSet<String> templates() {
    try (var files = Files.walk(RESOURCES)) {
      return files
          .map(file -> RESOURCES.relativize(file).toString())
          .filter(TemplateLoader::isOurs)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void the_page_tells_what_each_template_reads() throws IOException {
    var page = Files.readString(PAGE);
    assertThat(page).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
    var expected =
        page.replaceFirst(
            "(?s)" + BEGIN + ".*" + END, Matcher.quoteReplacement(BEGIN + table() + END));
    if (Boolean.getBoolean("latchkey.write-docs")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/features/themes.md is stale; run: mvn verify -Dlatchkey.write-docs=true")
        .isEqualTo(expected)
        .contains("{# view-model: " + OwnTemplates.VIEW_MODEL + " #}");
  }

  private String table() {
    assertThat(templates()).hasSizeGreaterThan(9).contains(LAYOUT);
    return "| Template | Values |\n|---|---|\n"
        + row("every page", values(LAYOUT))
        + templates().stream()
            .filter(name -> !name.equals(LAYOUT))
            .map(name -> row('`' + name + '`', own(name)))
            .collect(Collectors.joining());
  }

  private SortedSet<String> own(String name) {
    var values = values(name);
    values.removeAll(values(LAYOUT));
    return values;
  }

  /** Without the texts, which every page has all of. */
  private SortedSet<String> values(String name) {
    var values = new TreeSet<>(TemplateReading.of(ours, name).values());
    values.removeIf(path -> path.equals("t") || path.startsWith("t."));
    if (name.equals(LAYOUT)) {
      values.add("withPasskeys");
    }
    return values;
  }

  private static String row(String name, SortedSet<String> values) {
    var told = values.stream().map(value -> '`' + value + '`').collect(Collectors.joining(", "));
    return "| %s | %s |\n".formatted(name, told.isEmpty() ? "none of its own" : told);
  }

  @Test
  void the_page_names_every_variable_of_the_style_sheet() throws IOException {
    var page = Files.readString(PAGE);
    var css = Files.readString(RESOURCES.resolve("page/page.css"));
    var variables =
        java.util.regex.Pattern.compile("^ +(--[a-z-]+):", java.util.regex.Pattern.MULTILINE)
            .matcher(css)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(variables).hasSizeGreaterThan(10).allMatch(name -> page.contains('`' + name + '`'));
  }
}
