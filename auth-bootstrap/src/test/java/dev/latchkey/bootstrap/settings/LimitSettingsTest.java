package dev.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.redis.RedisConfig;
import dev.latchkey.bootstrap.settings.ConfigLoader.Outcome;
import dev.latchkey.testkit.requirement.Requirement;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitSettingsTest {
  @TempDir private Path folder;

  @Test
  void one_node_counts_alone_when_nothing_is_set() {
    var limits = loaded(Map.of()).limits();

    assertThat(limits.redis()).isEmpty();
    assertThat(limits.nodes()).isEqualTo(1);
  }

  @Test
  @Requirement({"S1-68", "S2-37", "S3-44"})
  void what_is_set_holds() {
    var limits =
        loaded(Map.of("REDIS_URL", "rediss://ada:word@cache:6380/2", "NODE_COUNT", "3")).limits();

    assertThat(limits.redis().map(RedisConfig::place))
        .hasValueSatisfying(place -> assertThat(place.encrypted()).isTrue());
    assertThat(limits.nodes()).isEqualTo(3);
    assertThat(limits.toString()).contains("cache").doesNotContain("word");
  }

  @ParameterizedTest
  @CsvSource({
    "REDIS_URL, cache:6379",
    "REDIS_URL, redis://cache?verifyPeer=NONE",
    "REDIS_URL, http://cache",
    "NODE_COUNT, 0",
    "NODE_COUNT, 1001",
    "NODE_COUNT, some"
  })
  void what_makes_no_sense_is_refused(String name, String value) {
    assertThat(ConfigLoader.load(Map.of(name, value), folder, null))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.faults())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.toString()).doesNotContain("cache")));
  }

  private AuthConfig loaded(Map<String, String> settings) {
    var outcome = ConfigLoader.load(settings, folder, null);
    assertThat(outcome).isInstanceOf(Outcome.Loaded.class);
    return ((Outcome.Loaded) outcome).config();
  }
}
