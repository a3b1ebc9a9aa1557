package dev.latchkey.domain.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientHintsTest {

  @Test
  void known_hints_are_kept_as_they_are_and_in_one_order() {
    var hints =
        new ClientHints(Map.of("sec-ch-ua-platform", "\"Linux\"", "sec-ch-ua-mobile", "?0"));

    assertThat(hints.fields())
        .containsExactly(
            Map.entry("sec-ch-ua-mobile", "?0"), Map.entry("sec-ch-ua-platform", "\"Linux\""));
    assertThat(hints.isEmpty()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sec-ch-ua-arch", "Sec-CH-UA", "cookie", ""})
  void other_names_are_not_kept(String name) {
    assertThat(new ClientHints(Map.of(name, "x"))).isEqualTo(ClientHints.none());
  }

  @Test
  void a_long_one_is_cut() {
    assertThat(new ClientHints(Map.of("sec-ch-ua", "a".repeat(257))).fields())
        .containsEntry("sec-ch-ua", "a".repeat(256));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Li\r\nnux", "Li\u0000nux", "Li\u202enux", "Li\ud800nux"})
  void what_could_break_a_line_or_turn_it_is_gone(String sent) {
    assertThat(new ClientHints(Map.of("sec-ch-ua-platform", sent)).fields())
        .containsEntry("sec-ch-ua-platform", "Linux");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u0000"})
  void nothing_printable_is_nothing(String sent) {
    assertThat(new ClientHints(Map.of("sec-ch-ua", sent)).isEmpty()).isTrue();
  }
}
