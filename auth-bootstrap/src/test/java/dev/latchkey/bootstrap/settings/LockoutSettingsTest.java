package dev.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.settings.ConfigLoader.Outcome;
import dev.latchkey.domain.credential.LockoutPolicy;
import dev.latchkey.testkit.requirement.Requirement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockoutSettingsTest {
  private static final String THRESHOLD = "ACCOUNT_LOCKOUT_THRESHOLD";
  private static final String MINUTES = "ACCOUNT_LOCKOUT_DURATION_MINUTES";

  @TempDir private Path folder;

  @Test
  void pauses_grow_when_nothing_is_set() {
    assertThat(lockout(Map.of())).isEqualTo(LockoutPolicy.standard());
  }

  @Test
  @Requirement({"S1-86", "S1-87"})
  void what_is_set_is_the_classic_rule() {
    assertThat(lockout(Map.of(THRESHOLD, "3", MINUTES, "20")))
        .isEqualTo(LockoutPolicy.classic(3, Duration.ofMinutes(20)));
  }

  @Test
  void one_of_the_two_brings_the_usual_other() {
    assertThat(lockout(Map.of(THRESHOLD, "3")))
        .isEqualTo(LockoutPolicy.classic(3, Duration.ofMinutes(30)));
    assertThat(lockout(Map.of(MINUTES, "20")))
        .isEqualTo(LockoutPolicy.classic(5, Duration.ofMinutes(20)));
  }

  @ParameterizedTest
  @CsvSource({
    THRESHOLD + ", 0",
    THRESHOLD + ", 101",
    THRESHOLD + ", many",
    MINUTES + ", 0",
    MINUTES + ", 1441"
  })
  void what_makes_no_sense_is_refused(String name, String value) {
    assertThat(ConfigLoader.load(Map.of(name, value), folder, null))
        .isInstanceOf(Outcome.Refused.class);
  }

  private LockoutPolicy lockout(Map<String, String> settings) {
    var outcome = ConfigLoader.load(settings, folder, null);
    assertThat(outcome).isInstanceOf(Outcome.Loaded.class);
    return ((Outcome.Loaded) outcome).config().policies().lockout();
  }
}
