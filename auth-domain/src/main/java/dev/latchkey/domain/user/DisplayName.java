package dev.latchkey.domain.user;

import java.text.Normalizer;
import java.util.Optional;

/**
 * What a user wants to be called: 1 to {@value #LONGEST} code points, NFC, without control
 * characters and without those that turn the direction of text. Anything else is allowed, so
 * whoever shows it must escape it.
 */
public record DisplayName(String value) {
  private static final int LONGEST = 100;

  public DisplayName {
    if (!isName(value)) {
      throw new IllegalArgumentException("not a name");
    }
  }

  /** Reads what somebody typed, without the blanks around it. */
  public static Optional<DisplayName> parse(String typed) {
    if (typed.length() > 10 * LONGEST) {
      return Optional.empty();
    }
    var name = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
    return isName(name) ? Optional.of(new DisplayName(name)) : Optional.empty();
  }

  private static boolean isName(String text) {
    var length = text.codePointCount(0, text.length());
    return length >= 1 && length <= LONGEST && text.codePoints().allMatch(DisplayName::isPlain);
  }

  private static boolean isPlain(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.FORMAT -> character == 0x200d || character == 0x200c;
      default -> true;
    };
  }
}
