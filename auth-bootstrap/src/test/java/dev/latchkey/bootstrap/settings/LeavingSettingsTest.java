package dev.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.AuthPolicies;
import dev.latchkey.bootstrap.settings.ConfigLoader.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeavingSettingsTest {
  @TempDir private Path folder;

  @Test
  void what_is_documented_holds_when_nothing_is_set() {
    assertThat(policies(Map.of()).leaving()).isEqualTo(AuthPolicies.standard().leaving());
    assertThat(policies(Map.of()).address()).isEqualTo(AuthPolicies.standard().address());
    assertThat(policies(Map.of()).recovery()).isEqualTo(AuthPolicies.standard().recovery());
    assertThat(policies(Map.of()).stepUp()).isEqualTo(AuthPolicies.standard().stepUp());
  }

  @Test
  void what_is_set_holds() {
    var policies =
        policies(
            Map.of(
                "ACCOUNT_DELETION_GRACE", "30d",
                "ACCOUNT_RECOVERY_DELAY", "3d",
                "CODE_LENGTH", "7",
                "STEP_UP_MAX_AGE", "90s",
                "MAILS_PER_ADDRESS_PER_HOUR", "2"));

    assertThat(policies.leaving().grace()).isEqualTo(Duration.ofDays(30));
    assertThat(policies.leaving().mails().limit()).isEqualTo(2);
    assertThat(policies.passwordReset().requests().limit()).isEqualTo(2);
    assertThat(policies.address().mails().limit()).isEqualTo(2);
    assertThat(policies.address().codes().length()).isEqualTo(7);
    assertThat(policies.recovery().delay()).isEqualTo(Duration.ofDays(3));
    assertThat(policies.stepUp().maxAge()).isEqualTo(Duration.ofSeconds(90));
  }

  @ParameterizedTest
  @CsvSource({
    "ACCOUNT_DELETION_GRACE, 23h",
    "ACCOUNT_DELETION_GRACE, 31d",
    "ACCOUNT_DELETION_GRACE, soon",
    "ACCOUNT_RECOVERY_DELAY, 59m",
    "ACCOUNT_RECOVERY_DELAY, 31d",
    "STEP_UP_MAX_AGE, 0s",
    "STEP_UP_MAX_AGE, 61m"
  })
  void what_makes_no_sense_is_refused(String name, String value) {
    assertThat(ConfigLoader.load(Map.of(name, value), folder, null))
        .isInstanceOfSatisfying(
            Outcome.Refused.class, refused -> assertThat(refused.faults()).hasSize(1));
  }

  private AuthPolicies policies(Map<String, String> settings) {
    var outcome = ConfigLoader.load(settings, folder, null);
    assertThat(outcome).isInstanceOf(Outcome.Loaded.class);
    return ((Outcome.Loaded) outcome).config().policies();
  }
}
