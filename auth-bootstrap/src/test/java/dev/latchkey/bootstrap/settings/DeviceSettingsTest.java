package dev.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.device.DeviceConfig;
import dev.latchkey.adapter.device.DeviceConfig.Places;
import dev.latchkey.adapter.device.DeviceConfig.Updates;
import dev.latchkey.bootstrap.settings.ConfigLoader.Outcome;
import dev.latchkey.testkit.requirement.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceSettingsTest {
  private static final String ACCOUNT = "GEOIPUPDATE_ACCOUNT_ID";
  private static final String KEY = "GEOIPUPDATE_LICENSE_KEY";

  @TempDir private Path folder;

  @Test
  void devices_are_told_and_places_are_not_unless_it_is_set() {
    assertThat(loaded(Map.of())).isEqualTo(DeviceConfig.standard());
    assertThat(loaded(Map.of("DEVICE_DETECTION", "off")))
        .isEqualTo(new DeviceConfig(false, Optional.empty()));
    assertThat(loaded(Map.of("GEOIP_DATABASE", "geo/city.mmdb")).places())
        .contains(new Places(folder.resolve("geo/city.mmdb"), Optional.empty()));
  }

  @Test
  @Requirement("S0-35")
  void with_an_account_the_database_is_fetched_into_the_data_folder() {
    assertThat(loaded(Map.of(ACCOUNT, "93", KEY, "canary")).places())
        .contains(places(folder.resolve("data/geoip/GeoLite2-City.mmdb")));
    assertThat(loaded(Map.of(ACCOUNT, "93", KEY, "canary", "GEOIP_DATABASE", "city.mmdb")).places())
        .contains(places(folder.resolve("city.mmdb")));
  }

  private static Places places(Path file) {
    return new Places(file, Optional.of(new Updates(Updates.MAXMIND, "93", "canary")));
  }

  @Test
  @Requirement({"S0-37", "S0-38"})
  void both_may_stand_in_files_among_the_secrets() throws IOException {
    write("secrets/GEOIPUPDATE_ACCOUNT_ID.txt", "93\n");
    write("secrets/GEOIPUPDATE_LICENSE_KEY.txt", " canary\n");

    assertThat(loaded(Map.of()).places().orElseThrow().updates())
        .contains(new Updates(Updates.MAXMIND, "93", "canary"));
  }

  @Test
  void both_may_stand_in_files_that_are_named() throws IOException {
    write("secrets/GEOIPUPDATE_ACCOUNT_ID.txt", "1");
    write("account", "93");
    write("key", "canary");
    write(".env", "GEOIPUPDATE_LICENSE_KEY_FILE=key\n");

    assertThat(loaded(Map.of(ACCOUNT + "_FILE", folder.resolve("account").toString())).places())
        .contains(places(folder.resolve("data/geoip/GeoLite2-City.mmdb")));
    assertThat(load(Map.of(ACCOUNT, "93")).warnings()).isEmpty();
  }

  @Test
  void what_is_set_itself_wins_over_files() throws IOException {
    write("secrets/GEOIPUPDATE_ACCOUNT_ID.txt", "1");
    write("secrets/GEOIPUPDATE_LICENSE_KEY.txt", "other");

    assertThat(loaded(Map.of(ACCOUNT, "93", KEY, "canary")).places())
        .contains(places(folder.resolve("data/geoip/GeoLite2-City.mmdb")));
  }

  @Test
  void no_other_secret_is_read_from_files() throws IOException {
    write("secrets/SECRET_KEY.txt", "short");

    assertThat(loaded(Map.of("SECRET_KEY_FILE", "no-such-file"))).isNotNull();
  }

  @Test
  void an_empty_file_counts_as_not_set() throws IOException {
    write("secrets/GEOIPUPDATE_LICENSE_KEY.txt", "\n");

    assertThat(loaded(Map.of()).places()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GEOIPUPDATE_ACCOUNT_ID, canary",
    "GEOIPUPDATE_ACCOUNT_ID, 93",
    "GEOIPUPDATE_LICENSE_KEY, canary",
    "GEOIPUPDATE_LICENSE_KEY, can ary",
    "GEOIPUPDATE_LICENSE_KEY_FILE, no/such/canary",
    "GEOIPUPDATE_HOST, http://canary.example.com",
    "GEOIPUPDATE_HOST, canary",
    "DEVICE_DETECTION, canary",
  })
  void what_cannot_be_used_is_told_without_its_value(String name, String value) {
    assertThat(refused(Map.of(name, value)))
        .singleElement()
        .satisfies(fault -> assertThat(fault.line()).doesNotContain("canary"));
  }

  @Test
  void a_file_that_is_too_long_is_refused() throws IOException {
    write("long", "a".repeat(100_000));
    var settings = new HashMap<>(Map.of(ACCOUNT, "93", KEY + "_FILE", "long"));

    assertThat(refused(settings)).extracting(Fault::setting).containsExactly(KEY);
  }

  @Test
  void nothing_prints_the_licence_key() {
    var outcome = load(Map.of(ACCOUNT, "93", KEY, "canary"));

    assertThat(outcome.toString()).doesNotContain("canary");
  }

  private DeviceConfig loaded(Map<String, String> environment) {
    var outcome = load(environment);
    assertThat(outcome).as(outcome.toString()).isInstanceOf(Outcome.Loaded.class);
    return ((Outcome.Loaded) outcome).config().device();
  }

  private List<Fault> refused(Map<String, String> environment) {
    return ((Outcome.Refused) load(environment)).faults();
  }

  private Outcome load(Map<String, String> environment) {
    return ConfigLoader.load(environment, folder, null);
  }

  private void write(String file, String content) throws IOException {
    var path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }
}
