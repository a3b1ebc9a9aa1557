package dev.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testkit.requirement.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What can be said of the image without a Docker engine: the rules that a careless change would
 * break. That it builds and serves is seen where an engine is.
 */
class ImageTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  @Test
  @Requirement({"S1-12", "S2-17"})
  void the_image_is_built_in_two_stages_and_runs_without_root() throws IOException {
    assertThat(lines("FROM")).hasSize(2);
    assertThat(lines("USER")).singleElement().isEqualTo("USER 10001:10001");
    assertThat(dockerfile().lines().dropWhile(line -> !line.startsWith("USER")))
        .noneMatch(line -> line.startsWith("RUN"));
  }

  @Test
  void both_bases_are_arguments() throws IOException {
    assertThat(lines("FROM")).containsExactly("FROM ${BUILD_IMAGE} AS build", "FROM ${RUN_IMAGE}");
    assertThat(lines("ARG")).hasSize(2);
  }

  /** Mounts and heredocs are of the newer builder. */
  @Test
  void the_legacy_builder_understands_it() throws IOException {
    assertThat(dockerfile()).doesNotContain("--mount", "<<", "# syntax");
  }

  /** Maven reads the file of every module, also of those that it does not build. */
  @Test
  void the_context_holds_every_module_and_nothing_private() throws IOException {
    var modules =
        MODULE.matcher(Files.readString(ROOT.resolve("pom.xml"))).results().map(m -> m.group(1));
    var ignored = Files.readAllLines(ROOT.resolve(".dockerignore"));

    assertThat(ignored).contains("*", "**/target").doesNotContain("!.env", "!data", "!.git");
    assertThat(modules)
        .isNotEmpty()
        .allSatisfy(
            module ->
                assertThat(ignored)
                    .containsAnyOf("!" + module, "!" + module.replaceFirst("-.*", "-*")));
  }

  private static List<String> lines(String instruction) throws IOException {
    return dockerfile().lines().filter(line -> line.startsWith(instruction + " ")).toList();
  }

  private static String dockerfile() throws IOException {
    return Files.readString(ROOT.resolve("Dockerfile"));
  }
}
