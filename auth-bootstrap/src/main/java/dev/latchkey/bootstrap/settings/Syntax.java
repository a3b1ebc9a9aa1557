package dev.latchkey.bootstrap.settings;

import java.util.function.Function;

/**
 * What a setting takes.
 *
 * @param form in words that go on from "takes …"
 * @param example one that is taken
 * @param parser throws {@link IllegalArgumentException}, whose message goes on from "it …" and
 *     never repeats the text: that may be a secret in the wrong place
 */
record Syntax<T>(String form, String example, Function<String, T> parser) {

  Syntax<T> withExample(String other) {
    return new Syntax<>(form, other, parser);
  }

  T parse(String text) {
    return parser.apply(text.strip());
  }
}
