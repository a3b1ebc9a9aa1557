package dev.latchkey.domain.credential;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/**
 * A password as somebody typed it, in Unicode's NFC (NIST SP 800-63B-4, section 3.1.1.2) and
 * nothing else changed: not trimmed, not folded, never cut. What was typed is kept beside it, since
 * systems that never heard of NFC hashed that.
 *
 * <p>One that is longer than {@value #LONGEST} code points or is no valid Unicode is never made, so
 * nothing expensive happens to it.
 */
public final class PlainPassword {

  /** Code points that we take at most. */
  public static final int LONGEST = 256;

  /** No character, however it was decomposed, is typed with more than eight units of UTF-16. */
  private static final int LONGEST_INPUT = 8 * LONGEST;

  private final String text;
  private final String typed;

  private PlainPassword(String text, String typed) {
    this.text = text;
    this.typed = typed;
  }

  /** Reads what somebody typed; empty when it is too long or no text. */
  public static Optional<PlainPassword> parse(String typed) {
    if (typed.length() > LONGEST_INPUT || hasLoneSurrogate(typed)) {
      return Optional.empty();
    }
    var normal = Normalizer.normalize(typed, Normalizer.Form.NFC);
    return normal.codePointCount(0, normal.length()) <= LONGEST
        ? Optional.of(new PlainPassword(normal, typed))
        : Optional.empty();
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  /** Length in code points. */
  public int length() {
    return text.codePointCount(0, text.length());
  }

  /** For rules of this package that look at the characters. */
  String text() {
    return text;
  }

  /** The bytes to hash or to compare, in UTF-8. */
  public byte[] reveal() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The bytes as they were typed, in UTF-8; empty when that is what {@link #reveal} answers. For
   * looking at hashes that were made elsewhere, never for making one.
   */
  public Optional<byte[]> revealAsTyped() {
    return typed.equals(text)
        ? Optional.empty()
        : Optional.of(typed.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "PlainPassword[redacted]";
  }
}
