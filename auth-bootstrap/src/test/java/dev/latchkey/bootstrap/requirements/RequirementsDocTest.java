package dev.latchkey.bootstrap.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.latchkey.testkit.requirement.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code docs/requirements.md} what the tests say: each requirement with the tests that claim
 * it through {@link Requirement}.
 *
 * <p>To write the page anew: {@code mvn verify -Dlatchkey.write-docs=true}.
 */
class RequirementsDocTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs/requirements.md");

  @Test
  void the_page_says_what_the_tests_claim() throws IOException {
    var expected = page(catalogue(), claims());
    if (Boolean.getBoolean("latchkey.write-docs")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/requirements.md is stale; run: mvn verify -Dlatchkey.write-docs=true")
        .isEqualTo(expected);
  }

  @Test
  void nobody_claims_a_requirement_that_nobody_asked_for() throws IOException {
    assertThat(catalogue().keySet()).containsAll(claims().keySet());
  }

  private static SequencedMap<String, String> catalogue() throws IOException {
    var rows = new LinkedHashMap<String, String>();
    for (var line : Files.readAllLines(Path.of("src/test/resources/requirements.tsv"))) {
      var columns = line.split("\t", 2);
      rows.put(columns[0], columns[1]);
    }
    return rows;
  }

  private static Map<String, SortedSet<String>> claims() throws IOException {
    var claims = new TreeMap<String, SortedSet<String>>();
    for (var type : new ClassFileImporter().importPaths(testClasses())) {
      claim(claims, type, type.getSimpleName());
      for (var method : type.getMethods()) {
        claim(claims, method, method.getOwner().getSimpleName() + "." + method.getName());
      }
    }
    return claims;
  }

  private static List<Path> testClasses() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      var folders =
          modules
              .filter(module -> Files.exists(module.resolve("pom.xml")))
              .flatMap(
                  module ->
                      module.endsWith("auth-testkit")
                          ? Stream.of("target/classes", "target/test-classes").map(module::resolve)
                          : Stream.of(module.resolve("target/test-classes")))
              .filter(Files::isDirectory)
              .sorted()
              .toList();
      assertThat(folders).as("modules that are built").hasSizeGreaterThan(6);
      return folders;
    }
  }

  private static void claim(
      Map<String, SortedSet<String>> claims, HasAnnotations<?> claimant, String name) {
    claimant
        .tryGetAnnotationOfType(Requirement.class.getName())
        .map(RequirementsDocTest::ids)
        .ifPresent(
            ids -> ids.forEach(id -> claims.computeIfAbsent(id, i -> new TreeSet<>()).add(name)));
  }

  private static List<String> ids(JavaAnnotation<?> annotation) {
    return Arrays.stream((Object[]) annotation.get("value").orElseThrow())
        .map(String.class::cast)
        .toList();
  }

  private static String page(
      SequencedMap<String, String> catalogue, Map<String, SortedSet<String>> claims) {
    var page = new StringBuilder();
    page.append("# Requirements\n\n")
        .append("Generated from `@Requirement` on the tests; a test keeps it current.\n\n")
        .append("**%d of %d** are proven.\n".formatted(claims.size(), catalogue.size()));
    var source = "";
    for (var row : catalogue.entrySet()) {
      var next = row.getKey().substring(0, 2);
      if (!next.equals(source)) {
        source = next;
        page.append("\n## ")
            .append(source)
            .append("\n\n| Id | Asked | Proven by |\n|---|---|---|\n");
      }
      var proofs = claims.getOrDefault(row.getKey(), new TreeSet<>());
      page.append("| %s | %s | %s |\n".formatted(row.getKey(), row.getValue(), cell(proofs)));
    }
    return page.toString();
  }

  private static String cell(SortedSet<String> proofs) {
    return String.join(", ", proofs.stream().map(proof -> "`" + proof + "`").toList());
  }
}
