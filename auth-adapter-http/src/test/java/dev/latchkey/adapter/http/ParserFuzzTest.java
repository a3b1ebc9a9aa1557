package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testkit.fuzz.Mutations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The targets for a moment, always with the same input. For longer, see {@code .ci/fuzz}. */
class ParserFuzzTest {
  private static final Duration A_MOMENT = Duration.ofMillis(500);

  private static final List<String> CORPUS =
      List.of(
          "ada@example.com",
          "Ada.Lovelace+tag@B\u00fccher.example",
          "a!b#c@xn--mnchen-3ya.example.",
          "10.0.0.0/8",
          "192.0.2.1, 10.1.2.3:8080",
          "2001:db8::1/64",
          "[::1]:443",
          "::ffff:10.0.0.1",
          "https://app.example.com:8443",
          "http://[::1]:3000",
          "AQGJCl2slndLvM6zAgmagFc",
          "__Host-access=a; __Host-refresh=\"b; c\"; other=1",
          "01890a5d-ac96-774b-bcce-b302099a8057");

  static Stream<String> targets() {
    return ParserFuzz.TARGETS.keySet().stream().sorted();
  }

  @Timeout(30)
  @ParameterizedTest
  @MethodSource("targets")
  void nothing_but_what_is_promised_comes_of_any_text(String name) {
    var target = ParserFuzz.TARGETS.get(name);
    assertThat(target).isNotNull();

    var inputs =
        Mutations.feed(
            CORPUS, A_MOMENT, input -> target.accept(new String(input, StandardCharsets.UTF_8)));

    assertThat(inputs).isGreaterThan(CORPUS.size());
  }
}
