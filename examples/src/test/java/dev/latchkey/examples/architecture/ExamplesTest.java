package dev.latchkey.examples.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The examples do what an embedder can do: they see what is meant to be seen, and are seen by
 * nobody.
 */
class ExamplesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String EXAMPLES = "dev.latchkey.examples..";
  private static final JavaClasses SHOWN =
      new ClassFileImporter().importPath(ROOT.resolve("examples/target/classes"));

  /** Public for their own module's packages only; see their Javadoc. */
  private static final Set<String> INSIDES =
      Set.of("Database", "JdbiUnitOfWork", "Pages", "Rows", "SqlErrors");

  @Test
  void they_are_there() {
    assertThat(SHOWN).hasSizeGreaterThan(5);
  }

  @Test
  void they_see_the_entrances_of_adapters_and_nothing_behind() {
    classes()
        .that()
        .resideInAPackage(EXAMPLES)
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe("are for embedders", ExamplesTest::isForEmbedders))
        .check(SHOWN);
  }

  private static boolean isForEmbedders(JavaClass type) {
    var place = type.getPackageName();
    return !place.startsWith("dev.latchkey")
        || place.startsWith("dev.latchkey.examples")
        || place.startsWith("dev.latchkey.domain")
        || place.startsWith("dev.latchkey.application")
        || place.startsWith("dev.latchkey.testkit")
        || isEntrance(type);
  }

  private static boolean isEntrance(JavaClass type) {
    return type.getPackageName().matches("dev\\.latchkey\\.adapter\\.\\w+")
        && type.getModifiers().contains(JavaModifier.PUBLIC)
        && !INSIDES.contains(type.getSimpleName());
  }

  @Test
  void they_need_neither_the_server_nor_http() {
    noClasses()
        .that()
        .resideInAPackage(EXAMPLES)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.latchkey.bootstrap..", "dev.latchkey.adapter.http..")
        .check(SHOWN);
  }

  @Test
  void only_the_one_in_memory_and_tests_know_the_test_kit() {
    noClasses()
        .that()
        .resideInAPackage(EXAMPLES)
        .and()
        .resideOutsideOfPackage("dev.latchkey.examples.memory..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.latchkey.testkit..")
        .check(SHOWN);
  }

  @Test
  void they_are_never_published_and_nobody_depends_on_them() throws Exception {
    assertThat(Files.readString(ROOT.resolve("examples/pom.xml")))
        .contains("<maven.deploy.skip>true<")
        .contains("<maven.install.skip>true<");
    try (var modules = Files.list(ROOT)) {
      var poms =
          modules
              .map(module -> module.resolve("pom.xml"))
              .filter(Files::exists)
              .filter(pom -> !pom.startsWith(ROOT.resolve("examples")))
              .toList();
      assertThat(poms).hasSizeGreaterThan(8);
      assertThat(poms)
          .allSatisfy(pom -> assertThat(Files.readString(pom)).doesNotContain("latchkey-examples"));
    }
  }
}
