package dev.latchkey.adapter.http.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testkit.fuzz.Mutations;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The target for a moment, always with the same input. For longer, see {@code .ci/fuzz}. */
class BodyFuzzTest {
  private static final List<String> CORPUS =
      List.of(
          "{\"email\":\"canary@example.com\"}",
          "{\"email\":\"canary\",\"device_name\":\"a \\u00e9 \\ud83d\\ude00\",\"number\":-7,"
              + "\"flag\":true,\"more\":[\"a\",\"\",null],"
              + "\"registration_id\":\"01890a5d-ac96-774b-bcce-b302099a8057\"}",
          " {\n\"email\" : \"\\\"\\\\\\/\\b\\f\\n\\r\\t\" , \"number\":0}\n",
          "{\"email\":null,\"device_name\":null,\"number\":2147483647,\"more\":[]}");

  @Test
  @Timeout(60)
  void any_bytes_are_a_body_or_a_refusal() {
    var inputs = Mutations.feed(CORPUS, Duration.ofSeconds(2), BodyFuzz::fuzzerTestOneInput);

    assertThat(inputs).isGreaterThan(CORPUS.size());
  }
}
