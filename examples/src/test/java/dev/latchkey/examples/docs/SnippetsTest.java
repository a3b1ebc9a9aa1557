package dev.latchkey.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keeps the code on the pages for embedders what is compiled and tested: each piece names its
 * source and the region between two marks there. To write the pages anew: {@code mvn verify
 * -Dlatchkey.write-docs=true}.
 */
class SnippetsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern SNIPPET =
      Pattern.compile("(<!-- from (\\S+)#(\\S+) -->\n```java\n)(.*?)(```\n)", Pattern.DOTALL);
  private static final Pattern FENCE = Pattern.compile("```java\n");

  @ParameterizedTest
  @ValueSource(strings = {"docs/embedding.md", "docs/writing-an-adapter.md"})
  void the_page_prints_what_is_compiled(String name) throws IOException {
    var page = ROOT.resolve(name);
    var expected =
        SNIPPET
            .matcher(Files.readString(page))
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(1) + region(found.group(2), found.group(3)) + found.group(5)));
    if (Boolean.getBoolean("latchkey.write-docs")) {
      Files.writeString(page, expected);
    }
    assertThat(Files.readString(page))
        .as(name + " is stale; run: mvn verify -Dlatchkey.write-docs=true")
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/embedding.md", "docs/writing-an-adapter.md"})
  void no_java_on_the_page_comes_from_nowhere(String name) throws IOException {
    var page = Files.readString(ROOT.resolve(name));

    assertThat(SNIPPET.matcher(page).results().count())
        .isPositive()
        .isEqualTo(FENCE.matcher(page).results().count());
  }

  private static String region(String source, String name) {
    var text = read(ROOT.resolve(source));
    var begin = "// begin: " + name + "\n";
    assertThat(text).as(source).containsOnlyOnce(begin).containsOnlyOnce("// end: " + name + "\n");
    var from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.lastIndexOf('\n', text.indexOf("// end: " + name)) + 1)
        .stripTrailing()
        .stripIndent()
        .concat("\n");
  }

  private static String read(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
