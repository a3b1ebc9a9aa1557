package dev.latchkey.adapter.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessagesTest {
  @Test
  void every_language_of_ours_has_every_text_and_no_other() {
    assertThat(Messages.shipped(Locale.GERMAN).faultsBeside(Messages.shipped(Locale.ENGLISH)))
        .isEmpty();
  }

  @Test
  void a_text_that_is_missing_unknown_or_misplaced_is_named() {
    var english = Messages.of(Locale.ENGLISH, Map.of("a", "of {app}", "b", "x"));
    var other = Messages.of(Locale.FRENCH, Map.of("a", "de {token}", "c", "y"));

    assertThat(other.faultsBeside(english))
        .containsExactly("a has a place for what is not there", "b is missing", "c is of no mail");
  }

  @Test
  void a_value_that_looks_like_a_place_stays_what_it_is() {
    var messages = Messages.of(Locale.ENGLISH, Map.of("a", "{name}, {app}"));

    assertThat(messages.say("a", Map.of("name", "{app} $1 \\", "app", "Acme")::get))
        .isEqualTo("{app} $1 \\, Acme");
  }
}
