package dev.latchkey.domain.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientContextTest {

  @Test
  void a_usual_user_agent_is_kept_as_it_is() {
    var agent = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0";

    assertThat(cleaned(agent)).isEqualTo(agent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ag\r\nent",
        "ag\u0000e\u001bnt",
        "ag\u0085e\u007fnt",
        "ag\u2028e\u2029nt",
        "ag\u202ee\u2066nt",
        "ag\ud800ent",
        "ag\uffffent",
      })
  void what_could_break_a_line_or_turn_it_is_gone(String sent) {
    assertThat(cleaned(sent)).isEqualTo("agent");
  }

  @Test
  void a_long_user_agent_is_cut_at_512_characters() {
    assertThat(cleaned("a".repeat(512))).isEqualTo("a".repeat(512));
    assertThat(cleaned("a".repeat(513))).isEqualTo("a".repeat(512));
    assertThat(cleaned("\ud83d\ude00".repeat(513))).isEqualTo("\ud83d\ude00".repeat(512));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\u0000", "\r\n", " \u0001 "})
  void nothing_printable_is_nothing(String sent) {
    assertThat(new ClientContext(sent, sent, sent)).isEqualTo(ClientContext.none());
  }

  @Test
  void without_its_hints_it_asks_for_no_language_either() {
    var context =
        new ClientContext("192.0.2.1", "Agent", "r", ClientHints.none(), new Language("de"));

    assertThat(context.withoutHints()).isEqualTo(new ClientContext("192.0.2.1", "Agent", "r"));
  }

  private static @Nullable String cleaned(String sent) {
    var context = new ClientContext(sent, sent, sent);
    assertThat(context.address()).isEqualTo(context.userAgent());
    assertThat(context.requestId()).isEqualTo(context.userAgent());
    return context.userAgent();
  }
}
