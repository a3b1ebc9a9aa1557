package dev.latchkey.adapter.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.credential.PasswordPolicy.Fault;
import dev.latchkey.domain.credential.PasswordStrength.Weakness;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words of the pages. */
class TextsTest {
  private static final Pattern PLACE = Pattern.compile("\\{[a-z]+}");

  private final List<Texts> all = new Languages("Acme", Map.of()).all();

  @Test
  void every_language_has_the_same_texts_with_the_same_places() {
    var reference = all.getFirst().words();
    assertThat(all).hasSize(2);
    for (var texts : all) {
      assertThat(new TreeSet<>(texts.words().keySet()))
          .isEqualTo(new TreeSet<>(reference.keySet()));
      texts
          .words()
          .forEach(
              (key, text) ->
                  assertThat(places(text))
                      .as(key)
                      .isEqualTo(places(reference.getOrDefault(key, ""))));
    }
  }

  @Test
  void the_name_of_the_server_is_in_its_place() {
    for (var texts : all) {
      assertThat(texts.say("keep.title")).contains("Acme");
      assertThat(texts.words().values()).noneMatch(text -> text.contains("{app}"));
    }
  }

  @Test
  void whatever_is_wrong_with_a_password_is_told() {
    var faults =
        Stream.concat(
                Stream.of(
                    new Fault.TooShort(8),
                    new Fault.TooLong(),
                    new Fault.Common(),
                    new Fault.Contextual(),
                    new Fault.Breached()),
                Stream.of(Weakness.values()).map(Fault.Guessable::new))
            .toList();
    for (var texts : all) {
      for (var fault : faults) {
        assertThat(texts.advice(List.of(fault))).as(fault.code()).hasSizeGreaterThan(40);
      }
      assertThat(texts.advice(List.of(new Fault.TooShort(9)))).contains("9");
    }
  }

  private static List<String> places(String text) {
    return PLACE.matcher(text).results().map(MatchResult::group).sorted().toList();
  }
}
