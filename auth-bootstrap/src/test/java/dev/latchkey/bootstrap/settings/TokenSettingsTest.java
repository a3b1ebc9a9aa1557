package dev.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.AuthPolicies;
import dev.latchkey.bootstrap.settings.ConfigLoader.Outcome;
import dev.latchkey.testkit.requirement.Requirement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenSettingsTest {
  @TempDir private Path folder;

  @Test
  void what_is_documented_holds_when_nothing_is_set() {
    var policies = policies(Map.of());

    assertThat(policies.token().accessLifetime()).isEqualTo(Duration.ofMinutes(15));
    assertThat(policies.session().idle()).isEqualTo(Duration.ofDays(30));
    assertThat(policies.session().absolute()).isEqualTo(Duration.ofDays(90));
  }

  @Test
  @Requirement({"S1-42", "S1-43"})
  void half_an_hour_and_a_week_can_be_set() {
    var policies =
        policies(
            Map.of(
                "ACCESS_TOKEN_TTL", "30m",
                "SESSION_IDLE_TTL", "7d",
                "SESSION_ABSOLUTE_TTL", "8d"));

    assertThat(policies.token().accessLifetime()).isEqualTo(Duration.ofMinutes(30));
    assertThat(policies.session().idle()).isEqualTo(Duration.ofDays(7));
    assertThat(policies.session().absolute()).isEqualTo(Duration.ofDays(8));
  }

  private AuthPolicies policies(Map<String, String> settings) {
    var outcome = ConfigLoader.load(settings, folder, null);
    assertThat(outcome).isInstanceOf(Outcome.Loaded.class);
    return ((Outcome.Loaded) outcome).config().policies();
  }
}
