package dev.latchkey.domain.kernel;

import org.jspecify.annotations.Nullable;

/** Makes of the text of strangers what can be stored, logged and mailed. */
public final class PrintableText {
  private PrintableText() {}

  /** What of it can be printed, cut; null when that is nothing. */
  public static @Nullable String of(@Nullable String text, int longest) {
    if (text == null || text.isBlank()) {
      return null;
    }
    var printable = new StringBuilder();
    text.codePoints()
        .filter(PrintableText::isPrintable)
        .limit(longest)
        .forEach(printable::appendCodePoint);
    return printable.toString().isBlank() ? null : printable.toString();
  }

  private static boolean isPrintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
