package dev.latchkey.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What only the text of the sources tells. */
class SourcesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern CATCH_ALL =
      Pattern.compile("catch \\((?:final )?(?:Exception|RuntimeException|Throwable|Error) ");
  private static final int LONGEST_FILE = 300;

  /**
   * Where a thread or a request ends, something opened half-way must be closed, or a library throws
   * whatever it likes about what strangers send.
   */
  private static final List<String> MAY_CATCH_ALL =
      List.of(
          "auth-adapter-webauthn/src/main/java/dev/latchkey/adapter/webauthn/Attempt.java",
          "auth-bootstrap/src/main/java/dev/latchkey/bootstrap/ClosingStack.java",
          "auth-bootstrap/src/main/java/dev/latchkey/bootstrap/CompositionRoot.java",
          "auth-testkit/src/main/java/dev/latchkey/testkit/fuzz/Mutations.java",
          "auth-testkit/src/main/java/dev/latchkey/testkit/memory/InMemoryDeliveries.java");

  @Test
  void whatever_goes_wrong_is_caught_only_where_a_thread_or_a_request_ends() {
    var catchers =
        sources().entrySet().stream()
            .filter(source -> CATCH_ALL.matcher(source.getValue()).find())
            .map(Map.Entry::getKey)
            .toList();
    assertThat(MAY_CATCH_ALL).containsAll(catchers);
  }

  @Test
  void no_file_is_too_long_to_be_read() {
    var tooLong =
        sources().entrySet().stream()
            .filter(source -> codeLines(source.getValue()) > LONGEST_FILE)
            .map(Map.Entry::getKey);
    assertThat(tooLong).isEmpty();
  }

  private static long codeLines(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .filter(line -> !line.startsWith("//") && !line.startsWith("*") && !line.startsWith("/*"))
        .count();
  }

  private static Map<String, String> sources() {
    var sources = new TreeMap<String, String>();
    try (var files = Files.walk(ROOT)) {
      for (var file : files.filter(SourcesTest::isProduction).toList()) {
        sources.put(ROOT.relativize(file).toString(), Files.readString(file));
      }
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
    assertThat(sources).hasSizeGreaterThan(100);
    return sources;
  }

  private static boolean isProduction(Path file) {
    var path = file.toString();
    return path.endsWith(".java") && path.contains("/src/main/") && !path.contains("/target/");
  }
}
