package dev.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.settings.ConfigLoader.Outcome;
import dev.latchkey.testkit.requirement.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keeps what is written for people the same as the table of settings. To write both files anew:
 * {@code mvn -pl auth-bootstrap test -Dtest=ConfigurationDocTest -Dlatchkey.write-docs=true}.
 */
class ConfigurationDocTest {
  private static final String HOW =
      "stale; run: mvn -pl auth-bootstrap test -Dtest=ConfigurationDocTest"
          + " -Dlatchkey.write-docs=true";
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  @Requirement("S4-23")
  void the_page_says_what_the_table_says() throws IOException {
    keep(ROOT.resolve("docs/configuration.md"), Reference.page());
  }

  @Test
  @Requirement("S0-34")
  void the_example_says_what_the_table_says() throws IOException {
    keep(ROOT.resolve(".env.example"), Reference.example());
  }

  private static void keep(Path file, String expected) throws IOException {
    if (Boolean.getBoolean("latchkey.write-docs")) {
      Files.writeString(file, expected);
    }
    assertThat(Files.readString(file)).as("%s is %s", file.getFileName(), HOW).isEqualTo(expected);
  }

  @Test
  @Requirement({"S4-11", "S3-30"})
  void the_example_as_it_is_starts_a_server(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve(".env"), Reference.example());
    var outcome = ConfigLoader.load(Map.of(), folder, null);
    assertThat(outcome).isInstanceOf(Outcome.Loaded.class);
    assertThat(outcome.warnings()).isEmpty();
  }

  @Test
  void every_example_is_one_that_is_taken(@TempDir Path folder) throws IOException {
    var uncommented =
        Reference.example()
            .lines()
            .filter(line -> line.matches("#[A-Z_]+=.*"))
            .map(line -> line.substring(1))
            .collect(Collectors.joining("\n"));
    Files.writeString(folder.resolve(".env"), uncommented);
    for (var named : new String[] {"messages", "texts", "templates"}) {
      Files.createDirectory(folder.resolve(named));
    }
    Files.writeString(folder.resolve("theme.css"), ":root { --accent: #6b2fb3 }");
    Files.writeString(
        folder.resolve("logo.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>");
    var key = Map.of("SECRET_KEY", "q8Zr2Lw0xV5tYb7NcD3fGh6JkM9pQsRu1A4eXo");
    var outcome = ConfigLoader.load(key, folder, null);
    assertThat(outcome).as(outcome.toString()).isInstanceOf(Outcome.Loaded.class);
  }
}
