package dev.latchkey.adapter.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.adapter.device.DeviceConfig.Places;
import dev.latchkey.adapter.device.DeviceConfig.Updates;
import dev.latchkey.testkit.time.MutableTime;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceConfigTest {
  private static final MutableTime TIME = MutableTime.somewhen();

  @Test
  void what_is_not_wanted_is_not_there() {
    try (var module = DeviceModule.open(new DeviceConfig(false, Optional.empty()), TIME)) {
      assertThat(module.describer()).isEmpty();
      assertThat(module.locator()).isEmpty();
      assertThat(module.recurringTasks()).isEmpty();
    }
  }

  @Test
  void what_is_wanted_is_there() {
    var updates = new Updates(Updates.MAXMIND, "1", "key");
    var places = new Places(Path.of("no", "such", "file"), Optional.of(updates));
    var module = DeviceModule.open(new DeviceConfig(true, Optional.of(places)), TIME);

    assertThat(module.describer()).isPresent();
    assertThat(module.locator().orElseThrow().locate("203.0.113.7")).isEmpty();
    assertThat(module.recurringTasks()).hasSize(1);
    module.close();
    module.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://updates.example.com",
        "ftp://updates.example.com",
        "https://user:password@updates.example.com",
        "https://updates.example.com?a",
        "updates.example.com",
        "http://127.0.0.1.example.com"
      })
  void nobody_is_shown_a_licence_key_where_others_can_see_it(String server) {
    assertThatThrownBy(() -> new Updates(URI.create(server), "1", "key"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1:2", "-1"})
  void an_account_is_a_number(String account) {
    assertThatThrownBy(() -> new Updates(Updates.MAXMIND, account, "key"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("is no number");
  }

  @Test
  void the_licence_key_is_not_printed() {
    assertThat(new Updates(Updates.MAXMIND, "1", "canary")).asString().doesNotContain("canary");
  }
}
