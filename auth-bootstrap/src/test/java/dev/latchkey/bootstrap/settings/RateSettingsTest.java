package dev.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.http.RatePolicy;
import dev.latchkey.bootstrap.settings.ConfigLoader.Outcome;
import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.testkit.requirement.Requirement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateSettingsTest {
  @TempDir private Path folder;

  @Test
  void what_is_documented_holds_when_nothing_is_set() {
    assertThat(rates(Map.of())).isEqualTo(RatePolicy.standard());
  }

  @Test
  @Requirement({"S1-82", "S1-57"})
  void what_is_set_holds_and_the_rest_stays() {
    var rates =
        rates(
            Map.of(
                "RATE_LIMIT_PER_MINUTE",
                "60",
                "RATE_LIMIT_OPERATIONS",
                "login.address=1000/15m, register.address=10/1h"));

    assertThat(rates)
        .isEqualTo(
            RatePolicy.standard()
                .perMinute(60)
                .with(new RateLimit("login.address", 1000, Duration.ofMinutes(15)))
                .with(new RateLimit("register.address", 10, Duration.ofHours(1))));
  }

  @Test
  void for_load_tests_in_local_mode_they_can_be_turned_off() {
    assertThat(rates(Map.of("RATE_LIMITS", "off")).enforced()).isFalse();
    assertThat(rates(Map.of("RATE_LIMITS", "on")).enforced()).isTrue();
  }

  @Test
  void nowhere_else() {
    var faults = faults(Map.of("RATE_LIMITS", "off", "TRUSTED_PROXIES", "10.0.0.0/8"));

    assertThat(faults).extracting(Fault::setting).contains("RATE_LIMITS");
    assertThat(faults(Map.of("RATE_LIMITS", "on", "TRUSTED_PROXIES", "10.0.0.0/8")))
        .extracting(Fault::setting)
        .doesNotContain("RATE_LIMITS");
  }

  @ParameterizedTest
  @CsvSource({
    "RATE_LIMIT_PER_MINUTE, 0",
    "RATE_LIMIT_PER_MINUTE, 10001",
    "RATE_LIMIT_PER_MINUTE, many",
    "RATE_LIMITS, maybe",
    "RATE_LIMIT_OPERATIONS, login",
    "RATE_LIMIT_OPERATIONS, login.address",
    "RATE_LIMIT_OPERATIONS, login.address=10",
    "RATE_LIMIT_OPERATIONS, login.address=10/",
    "RATE_LIMIT_OPERATIONS, login.address=0/15m",
    "RATE_LIMIT_OPERATIONS, login.address=10001/15m",
    "RATE_LIMIT_OPERATIONS, login.address=10/0s",
    "RATE_LIMIT_OPERATIONS, login.address=10/61m",
    "RATE_LIMIT_OPERATIONS, login.address=-1/15m",
    "RATE_LIMIT_OPERATIONS, login.moon=10/15m",
    "RATE_LIMIT_OPERATIONS, 'login.address=10/15m,api=10/1m'"
  })
  void what_makes_no_sense_is_refused(String name, String value) {
    assertThat(faults(Map.of(name, value))).extracting(Fault::setting).containsExactly(name);
  }

  @Test
  void a_limit_that_there_is_not_is_told_those_that_there_are() {
    var fault = faults(Map.of("RATE_LIMIT_OPERATIONS", "log-in.address=10/15m")).getFirst();

    assertThat(fault.line())
        .contains(RatePolicy.operationNames())
        .contains("docs/features/limits.md")
        .doesNotContain("log-in");
  }

  private RatePolicy rates(Map<String, String> settings) {
    var outcome = ConfigLoader.load(settings, folder, null);
    assertThat(outcome).isInstanceOf(Outcome.Loaded.class);
    return ((Outcome.Loaded) outcome).config().web().rates();
  }

  private List<Fault> faults(Map<String, String> settings) {
    return switch (ConfigLoader.load(settings, folder, null)) {
      case Outcome.Loaded loaded -> List.of();
      case Outcome.Refused refused -> refused.faults();
    };
  }
}
