package dev.latchkey.bootstrap.settings;

import org.jspecify.annotations.Nullable;

/**
 * One thing that an operator may set.
 *
 * @param fallback what is parsed when nothing is set; null when there is nothing to parse
 * @param otherwise what holds when nothing is set, in words for the documentation
 * @param isSecret whether its value is never to be shown
 * @param isAlsoInFile whether it may stand in a file of its own
 */
record Setting<T>(
    String name,
    Section section,
    Syntax<T> syntax,
    @Nullable String fallback,
    String otherwise,
    String description,
    boolean isSecret,
    boolean isAlsoInFile) {

  static <T> Setting<T> of(
      String name, Section section, Syntax<T> syntax, String fallback, String description) {
    return new Setting<>(
        name, section, syntax, fallback, '`' + fallback + '`', description, false, false);
  }

  static <T> Setting<T> optional(
      String name, Section section, Syntax<T> syntax, String otherwise, String description) {
    return new Setting<>(name, section, syntax, null, otherwise, description, false, false);
  }

  Setting<T> secret() {
    return new Setting<>(
        name, section, syntax, fallback, otherwise, description, true, isAlsoInFile);
  }

  /** The same; the file is named by a variable of that name and {@code _FILE}. */
  Setting<T> orInFile() {
    return new Setting<>(name, section, syntax, fallback, otherwise, description, isSecret, true);
  }

  /** What names the file. */
  String fileName() {
    return name + "_FILE";
  }

  /** Whether a name in the environment is this one's. */
  boolean isNamed(String text) {
    return name.equals(text) || (isAlsoInFile && fileName().equals(text));
  }
}
