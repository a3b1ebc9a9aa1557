package dev.latchkey.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testkit.fuzz.Mutations;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The target for a moment, always with the same input. For longer, see {@code .ci/fuzz}. */
class DatabaseUrlFuzzTest {
  private static final List<String> CORPUS =
      List.of(
          "postgresql://ada:canary@db.example.com:5432/latchkey?sslmode=verify-full",
          "postgres://ada:canary%40%2F@db1:5432,db2:5433/latch%20key?connect_timeout=5",
          "jdbc:postgresql://[::1]:5432/latchkey?user=ada&password=canary&ssl=true",
          "jdbc:postgresql://localhost/latchkey?user=ada");

  @Test
  @Timeout(60)
  void any_text_is_a_place_or_a_complaint_that_repeats_nothing() {
    var inputs = Mutations.feed(CORPUS, Duration.ofSeconds(1), DatabaseUrlFuzz::fuzzerTestOneInput);

    assertThat(inputs).isGreaterThan(CORPUS.size());
  }
}
