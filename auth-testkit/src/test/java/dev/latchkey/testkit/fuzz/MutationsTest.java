package dev.latchkey.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That what is broken is found, told, and found again. */
class MutationsTest {
  private static final List<String> CORPUS = List.of("{\"a\":1}", "ada@example.com");
  private static final Duration SHORT = Duration.ofSeconds(5);

  @Test
  void a_parser_that_breaks_is_found_with_seed_and_input() {
    assertThatThrownBy(() -> Mutations.feed(CORPUS, SHORT, MutationsTest::dislikesBackslashes))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed ")
        .hasMessageContaining("base64: ")
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  private static void dislikesBackslashes(byte[] input) {
    if (new String(input, StandardCharsets.UTF_8).contains("\\")) {
      throw new IllegalStateException("a backslash");
    }
  }

  @Test
  void a_parser_that_holds_is_fed_until_the_time_is_over() {
    assertThat(Mutations.feed(CORPUS, Duration.ofMillis(50), input -> {})).isGreaterThan(100);
  }

  @Test
  void the_good_input_comes_first_and_all_else_in_the_same_order() {
    var first = inputs();

    assertThat(first.subList(0, 2)).isEqualTo(CORPUS);
    assertThat(inputs().subList(0, 50)).isEqualTo(first.subList(0, 50));
  }

  private static List<String> inputs() {
    var inputs = new ArrayList<String>();
    Mutations.feed(
        CORPUS,
        Duration.ofMillis(50),
        input -> inputs.add(new String(input, StandardCharsets.UTF_8)));
    return inputs;
  }
}
