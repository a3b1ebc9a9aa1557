package dev.latchkey.adapter.mail;

import java.util.regex.Pattern;

/** Text for one line: whatever could end the line, or end the text, is a blank. */
final class PlainLine {
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\s]+");

  private PlainLine() {}

  static String of(String text) {
    return BREAKS.matcher(text).replaceAll(" ").strip();
  }
}
