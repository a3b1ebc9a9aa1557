package dev.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testkit.requirement.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What newcomers read is there, and true where a test can tell. */
class DocumentsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)(?:#[^)]*)?\\)");

  @Test
  @Requirement({"S1-138", "S4-32"})
  void the_licence_is_mit() throws IOException {
    assertThat(Files.readString(ROOT.resolve("LICENSE"))).startsWith("MIT License");
  }

  @Test
  @Requirement({"S0-29", "S0-33", "S0-40", "S2-56", "S4-15"})
  void the_readme_names_the_two_commands_and_ci_runs_them() throws IOException {
    var readme = Files.readString(ROOT.resolve("README.md"));
    var ci = Files.readString(ROOT.resolve(".ci/run"));

    assertThat(readme).contains("\n./latchkey ").contains("\nmvn verify ");
    assertThat(ci).contains("./latchkey").contains("mvn -B verify");
    assertThat(ROOT.resolve("latchkey")).isExecutable();
  }

  @Test
  void every_link_between_the_documents_leads_somewhere() throws IOException {
    try (var files = Files.walk(ROOT, 3)) {
      var pages =
          files
              .filter(file -> file.toString().endsWith(".md"))
              .filter(file -> !file.toString().contains("/target/"))
              .toList();
      assertThat(pages).hasSizeGreaterThan(10);
      for (var page : pages) {
        assertThat(LINK.matcher(Files.readString(page)).results().map(link -> link.group(1)))
            .as("links of " + page)
            .allSatisfy(link -> assertThat(page.resolveSibling(link)).exists());
      }
    }
  }
}
