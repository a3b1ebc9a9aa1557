package dev.latchkey.adapter.crypto.foreign;

import java.util.function.Function;

/**
 * How hashes that start like this are read.
 *
 * @param reader gets the whole text
 */
record Scheme(String start, Function<String, Reading> reader) {

  static Scheme as(String start, Function<String, Reading> reader) {
    return new Scheme(start, reader);
  }

  /** The start only says who wrote it; what is behind it has a form of its own. */
  static Scheme readBehind(String start, Function<String, Reading> reader) {
    return new Scheme(start, text -> reader.apply(text.substring(start.length())));
  }

  static Scheme refuse(String start, String reason) {
    return new Scheme(start, text -> Reading.refused(reason));
  }
}
