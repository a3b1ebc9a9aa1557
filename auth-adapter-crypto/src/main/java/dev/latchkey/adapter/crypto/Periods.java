package dev.latchkey.adapter.crypto;

/** Finds what a text repeats. */
final class Periods {
  private Periods() {}

  /**
   * The shortest beginning of which the whole text is a repetition, the last one perhaps cut off;
   * the text itself when there is none that fits twice. In linear time (Knuth, Morris, Pratt).
   */
  static String unitOf(String text) {
    var borders = new int[text.length() + 1];
    for (int i = 1, border = 0; i < text.length(); i++) {
      while (border > 0 && text.charAt(i) != text.charAt(border)) {
        border = borders[border];
      }
      border += text.charAt(i) == text.charAt(border) ? 1 : 0;
      borders[i + 1] = border;
    }
    var period = text.length() - borders[text.length()];
    return period * 2 <= text.length() ? text.substring(0, period) : text;
  }
}
