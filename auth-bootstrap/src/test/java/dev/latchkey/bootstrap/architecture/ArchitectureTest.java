package dev.latchkey.bootstrap.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callCodeUnitWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.latchkey.adapter.canary.NosyAdapter;
import dev.latchkey.application.canary.HastyUseCase;
import dev.latchkey.domain.canary.OutsideLibrary;
import dev.latchkey.domain.session.Authentication;
import dev.latchkey.testkit.requirement.Requirement;
import org.junit.jupiter.api.Test;

/**
 * The edges of the house. Written as plain tests, since a rule that a runner overlooks protects
 * nothing; the canaries at the end prove that the rules can fail.
 */
class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.latchkey");

  private static final String DOMAIN = "dev.latchkey.domain..";
  private static final String APPLICATION = "dev.latchkey.application..";
  private static final String HTTP = "dev.latchkey.adapter.http..";
  private static final String BOOTSTRAP = "dev.latchkey.bootstrap..";
  private static final String TESTKIT = "dev.latchkey.testkit..";

  @Test
  @Requirement("S2-15")
  void the_domain_knows_only_the_jdk() {
    theDomainKnowsOnlyTheJdk().check(HOUSE);
  }

  private static ArchRule theDomainKnowsOnlyTheJdk() {
    return classes()
        .that()
        .resideInAPackage(DOMAIN)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(DOMAIN, "java..", "javax.crypto..", "org.jspecify..");
  }

  @Test
  @Requirement("S4-10")
  void use_cases_know_only_the_domain() {
    classes()
        .that()
        .resideInAPackage(APPLICATION)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(APPLICATION, DOMAIN, "java..", "org.slf4j..", "org.jspecify..")
        .check(HOUSE);
  }

  @Test
  @Requirement("S3-29")
  void only_driving_adapters_see_use_cases() {
    onlyDrivingAdaptersSeeUseCases().check(HOUSE);
  }

  private static ArchRule onlyDrivingAdaptersSeeUseCases() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(APPLICATION, HTTP, BOOTSTRAP)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(APPLICATION);
  }

  @Test
  void adapters_do_not_know_each_other() {
    slices().matching("dev.latchkey.adapter.(*)..").should().notDependOnEachOther().check(HOUSE);
  }

  @Test
  void features_form_no_cycles() {
    slices().matching("dev.latchkey.domain.(*)..").should().beFreeOfCycles().check(HOUSE);
    slices().matching("dev.latchkey.application.(*)..").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void production_does_not_know_the_test_kit() {
    noClasses()
        .that()
        .resideOutsideOfPackage(TESTKIT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(TESTKIT)
        .check(HOUSE);
  }

  @Test
  void time_and_chance_come_in_through_the_constructor() {
    timeAndChanceComeInThroughTheConstructor().check(HOUSE);
  }

  private static ArchRule timeAndChanceComeInThroughTheConstructor() {
    return noClasses()
        .that()
        .resideOutsideOfPackages("dev.latchkey.adapter.crypto..", "dev.latchkey.embedded..")
        .should(callCodeUnitWhere(READS_A_CLOCK.or(ROLLS_DICE)));
  }

  private static final DescribedPredicate<JavaCall<?>> READS_A_CLOCK =
      calls("java\\.time\\.(Instant|Local\\w+|ZonedDateTime|OffsetDateTime)", "now")
          .or(calls("java\\.time\\.Clock", "system.*"))
          .or(calls("java\\.lang\\.System", "currentTimeMillis"));

  private static final DescribedPredicate<JavaCall<?>> ROLLS_DICE =
      calls("java\\.util\\.UUID", "randomUUID")
          .or(calls("java\\.lang\\.Math", "random"))
          .or(calls("java\\.security\\.SecureRandom", ".*"))
          .or(calls("java\\.util\\.(Random|SplittableRandom)", ".*"))
          .or(calls("java\\.util\\.concurrent\\.ThreadLocalRandom", ".*"));

  private static DescribedPredicate<JavaCall<?>> calls(String typePattern, String namePattern) {
    return DescribedPredicate.describe(
        typePattern + "." + namePattern,
        call ->
            call.getTargetOwner().getName().matches(typePattern)
                && call.getName().matches(namePattern));
  }

  @Test
  void no_interface_per_use_case() {
    noClasses()
        .that()
        .resideInAPackage(APPLICATION)
        .and()
        .areTopLevelClasses()
        .and()
        .haveSimpleNameNotEndingWith("package-info")
        .should()
        .beInterfaces()
        .check(HOUSE);
  }

  @Test
  void names_say_what_a_thing_is() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Service")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .check(HOUSE);
  }

  @Test
  void every_outcome_is_sealed() {
    var outcomes = HOUSE.stream().filter(type -> type.getSimpleName().equals("Outcome")).toList();
    assertThat(outcomes).hasSizeGreaterThan(5);
    assertThat(outcomes).allMatch(type -> type.reflect().isSealed());
  }

  @Test
  void only_credentials_registrations_and_sessions_prove_who_somebody_is() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.latchkey.domain.credential..",
            "dev.latchkey.domain.passkey..",
            "dev.latchkey.domain.registration..",
            "dev.latchkey.domain.session..",
            TESTKIT)
        .should()
        .callConstructorWhere(
            DescribedPredicate.describe(
                "makes a proof",
                call -> call.getTargetOwner().isEquivalentTo(Authentication.class)))
        .check(HOUSE);
  }

  @Test
  void a_domain_that_knew_jackson_would_be_noticed() {
    assertThatThrownBy(() -> theDomainKnowsOnlyTheJdk().check(canary(OutsideLibrary.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("com.fasterxml.jackson");
  }

  @Test
  void an_adapter_that_called_a_use_case_would_be_noticed() {
    assertThatThrownBy(() -> onlyDrivingAdaptersSeeUseCases().check(canary(NosyAdapter.class)))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void a_use_case_that_looked_at_the_clock_would_be_noticed() {
    assertThatThrownBy(
            () -> timeAndChanceComeInThroughTheConstructor().check(canary(HastyUseCase.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Instant.now()");
  }

  private static JavaClasses canary(Class<?> type) {
    return new ClassFileImporter().importClasses(type);
  }
}
