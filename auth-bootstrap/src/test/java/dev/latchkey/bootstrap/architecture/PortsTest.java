package dev.latchkey.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every driven port has a contract, and every implementation of a port keeps it in a test. */
class PortsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Called by us, implemented by use-cases: not driven ports. */
  private static final Set<String> CALLBACKS = Set.of("AuthEvent", "EventSubscriber");

  private static final JavaClasses HOUSE = importAll();

  @Test
  void every_port_has_a_contract_with_tests() {
    assertThat(ports()).hasSizeGreaterThan(15);
    assertThat(ports()).allSatisfy(port -> assertThat(contractOf(port)).isPresent());
    assertThat(ports())
        .allSatisfy(
            port -> assertThat(testsOf(contractOf(port).orElseThrow())).isGreaterThanOrEqualTo(1));
  }

  @Test
  void every_contract_is_kept_by_a_twin_and_by_a_real_adapter() {
    assertThat(ports())
        .allSatisfy(
            port ->
                assertThat(runnersOf(contractOf(port).orElseThrow()))
                    .as("test classes that run the contract of " + port.getSimpleName())
                    .hasSizeGreaterThanOrEqualTo(2));
  }

  @Test
  void a_port_without_a_contract_would_be_noticed() {
    assertThat(contractNamed("NoSuchPort")).isEmpty();
  }

  private static List<JavaClass> ports() {
    return HOUSE.stream()
        .filter(type -> type.getPackageName().startsWith("dev.latchkey.domain."))
        .filter(type -> !type.getPackageName().endsWith(".canary"))
        .filter(type -> type.isInterface() && type.isTopLevelClass())
        .filter(type -> !type.getSimpleName().equals("package-info"))
        .filter(type -> !CALLBACKS.contains(type.getSimpleName()))
        .filter(type -> !type.reflect().isSealed())
        .toList();
  }

  private static Optional<JavaClass> contractOf(JavaClass port) {
    return contractNamed(port.getSimpleName());
  }

  private static Optional<JavaClass> contractNamed(String port) {
    var name = "dev.latchkey.testkit.contract." + port + "Contract";
    return HOUSE.stream().filter(type -> type.getName().equals(name)).findFirst();
  }

  private static long testsOf(JavaClass contract) {
    return contract.getAllMethods().stream()
        .filter(method -> method.isAnnotatedWith(Test.class.getName()))
        .count();
  }

  private static List<JavaClass> runnersOf(JavaClass contract) {
    return contract.getAllSubclasses().stream()
        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
        .toList();
  }

  private static JavaClasses importAll() {
    try (var modules = Files.list(ROOT)) {
      var folders =
          modules
              .filter(module -> Files.exists(module.resolve("pom.xml")))
              .flatMap(
                  module ->
                      Stream.of(
                          module.resolve("target/classes"), module.resolve("target/test-classes")))
              .filter(Files::isDirectory)
              .toList();
      return new ClassFileImporter().importPaths(folders);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
