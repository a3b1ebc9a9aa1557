package dev.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The threat model names a test for what it says, and that test is there. */
class ThreatModelTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");
  private static final int LEAST = 25;

  @Test
  void every_test_that_it_names_exists() throws IOException {
    var named = NAMED.matcher(model()).results().toList();

    assertThat(named).hasSizeGreaterThan(LEAST);
    assertThat(named).allSatisfy(ThreatModelTest::exists);
  }

  @Test
  void every_promise_has_its_row() throws IOException {
    var model = model();

    assertThat(IntStream.rangeClosed(1, 13).mapToObj(number -> "\n| G" + number + " |"))
        .allSatisfy(row -> assertThat(model).contains(row));
  }

  private static void exists(MatchResult named) throws IOException {
    var sources = sources(named.group(1) + ".java");

    assertThat(sources).as(named.group()).isNotEmpty();
    assertThat(sources.stream().map(ThreatModelTest::read))
        .as(named.group())
        .anyMatch(source -> source.contains(" void " + named.group(2) + "("));
  }

  private static List<Path> sources(String file) throws IOException {
    var found = new ArrayList<Path>();
    try (var modules = Files.newDirectoryStream(ROOT, "auth-*")) {
      for (var module : modules) {
        try (var files = Files.walk(module.resolve("src"))) {
          files.filter(path -> path.endsWith(file)).forEach(found::add);
        }
      }
    }
    return found;
  }

  private static String read(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static String model() throws IOException {
    return Files.readString(ROOT.resolve("docs/threat-model.md"));
  }
}
