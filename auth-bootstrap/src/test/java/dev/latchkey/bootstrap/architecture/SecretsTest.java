package dev.latchkey.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** No record prints a secret that it carries as text. */
class SecretsTest {
  private static final String CANARY = "canary-0123456789-canary-0123456789";
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|secret|token|code|presented|continuation).*");

  private static final Map<Class<?>, Object> SAMPLES =
      Map.of(List.class, List.of(), Set.class, Set.of(), Optional.class, Optional.empty());

  /** Named like a secret, and none: the machine-readable word for a problem, and for a country. */
  private static final List<String> HARMLESS =
      List.of("FieldError", "Body", "Place", "LocationResponse");

  record Leaky(String password) {}

  @Test
  void records_that_carry_a_secret_do_not_print_it() {
    var carriers =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.latchkey")
                .stream()
                .filter(JavaClass::isRecord)
                .map(JavaClass::reflect)
                .filter(SecretsTest::carriesSecretText)
                .filter(type -> !HARMLESS.contains(type.getSimpleName()))
                .toList();
    assertThat(carriers).hasSizeGreaterThan(5);
    assertThat(carriers).allSatisfy(type -> assertThat(print(type)).doesNotContain(CANARY));
  }

  @Test
  void a_record_that_printed_its_password_would_be_noticed() {
    assertThat(carriesSecretText(Leaky.class)).isTrue();
    assertThat(print(Leaky.class)).contains(CANARY);
  }

  private static boolean carriesSecretText(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .anyMatch(c -> c.getType() == String.class && isSecret(c));
  }

  private static boolean isSecret(RecordComponent component) {
    return SECRET.matcher(component.getName()).matches();
  }

  private static String print(Class<?> type) {
    var components = type.getRecordComponents();
    try {
      var constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      var values = Arrays.stream(components).map(SecretsTest::sample).toArray();
      return constructor.newInstance(values).toString();
    } catch (ReflectiveOperationException unsampled) {
      throw new LinkageError("no sample of " + type.getName() + " can be made", unsampled);
    }
  }

  /** The least that a record takes without complaint. */
  private static @Nullable Object sample(RecordComponent component) {
    var type = component.getType();
    if (type == String.class) {
      return isSecret(component) ? CANARY : "harmless";
    }
    return SAMPLES.getOrDefault(type, type.isPrimitive() ? zero(type) : null);
  }

  private static Object zero(Class<?> primitive) {
    return Array.get(Array.newInstance(primitive, 1), 0);
  }
}
