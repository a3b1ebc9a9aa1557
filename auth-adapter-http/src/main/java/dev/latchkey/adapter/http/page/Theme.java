package dev.latchkey.adapter.http.page;

import java.nio.file.Path;

/** What is said after our style sheet: other values of its variables, above all. */
final class Theme {
  private static final int LARGEST = 64 << 10;

  private Theme() {}

  /**
   * @throws IllegalArgumentException when the file is no style sheet, as far as that is easily seen
   */
  static String read(Path file) {
    var css = OwnFile.text(file, LARGEST);
    if (count(css, '{') == 0) {
      throw new IllegalArgumentException("it has no rule, such as :root { --accent: #6b2fb3 }");
    }
    if (count(css, '{') != count(css, '}')) {
      throw new IllegalArgumentException("its braces do not match");
    }
    return css;
  }

  private static long count(String text, char sign) {
    return text.chars().filter(each -> each == sign).count();
  }
}
