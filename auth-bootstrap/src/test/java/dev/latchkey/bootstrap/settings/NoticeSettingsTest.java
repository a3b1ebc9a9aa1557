package dev.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.AuthPolicies;
import dev.latchkey.bootstrap.settings.ConfigLoader.Outcome;
import dev.latchkey.domain.notice.NoticePolicy;
import dev.latchkey.domain.passkey.PasskeyCeremony.UserVerification;
import dev.latchkey.domain.passkey.PasskeyPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be set about notices, and about what passkeys have to be like. */
class NoticeSettingsTest {
  @TempDir private Path folder;

  @Test
  void what_is_documented_holds_when_nothing_is_set() {
    assertThat(policies(Map.of()).notices()).isEqualTo(NoticePolicy.standard());
    assertThat(policies(Map.of()).passkeys()).isEqualTo(PasskeyPolicy.standard());
  }

  @Test
  void what_is_set_holds() {
    var policies =
        policies(
            Map.of(
                "NOTICE_QUIET_TIME", "1h",
                "NOTICE_LINK_TTL", "3d",
                "PASSKEY_USER_VERIFICATION", "preferred",
                "PASSKEY_CEREMONY_TTL", "90s"));

    assertThat(policies.notices())
        .isEqualTo(new NoticePolicy(Duration.ofHours(1), Duration.ofDays(3)));
    assertThat(policies.passkeys())
        .isEqualTo(new PasskeyPolicy(UserVerification.PREFERRED, Duration.ofSeconds(90), 20));
  }

  @ParameterizedTest
  @CsvSource({
    "NOTICE_QUIET_TIME, 59s",
    "NOTICE_QUIET_TIME, 25h",
    "NOTICE_QUIET_TIME, never",
    "NOTICE_LINK_TTL, 23h",
    "NOTICE_LINK_TTL, 31d",
    "PASSKEY_USER_VERIFICATION, discouraged",
    "PASSKEY_CEREMONY_TTL, 59s",
    "PASSKEY_CEREMONY_TTL, 11m"
  })
  void what_makes_no_sense_is_refused(String name, String value) {
    assertThat(ConfigLoader.load(Map.of(name, value), folder, null))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.faults())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.toString()).contains(name)));
  }

  private AuthPolicies policies(Map<String, String> settings) {
    var outcome = ConfigLoader.load(settings, folder, null);
    assertThat(outcome).isInstanceOf(Outcome.Loaded.class);
    return ((Outcome.Loaded) outcome).config().policies();
  }
}
