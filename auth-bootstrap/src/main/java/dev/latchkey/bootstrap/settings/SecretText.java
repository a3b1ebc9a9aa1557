package dev.latchkey.bootstrap.settings;

import static dev.latchkey.bootstrap.settings.Syntaxes.require;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The text of a secret key, that nobody should be able to guess: long enough, varied, and not one
 * of those that stand in examples.
 */
final class SecretText {
  private static final int SHORTEST = 32;
  private static final int LEAST_VARIETY = 10;
  private static final Pattern PLAIN = Pattern.compile("[!-+\\--~]+");
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?:secret|password|passw0rd|your|test|dummy|sample|default|todo).*"
              + "|.*(?:change.?(?:me|it|this)|replace.?(?:me|it|this)|super.?secret|secret.?key"
              + "|your.?secret|placeholder|example|insecure|password|letmein|qwerty).*");

  private SecretText() {}

  static Syntax<String> syntax() {
    return new Syntax<>(
        "at least 32 random characters, without blanks and commas", "", SecretText::check);
  }

  static String check(String text) {
    require(text.length() >= SHORTEST, "is shorter than " + SHORTEST + " characters");
    require(PLAIN.matcher(text).matches(), "holds blanks, commas or characters beyond ASCII");
    var lower = text.toLowerCase(Locale.ROOT);
    require(!PLACEHOLDER.matcher(lower).matches(), "is a placeholder, which anybody can guess");
    require(text.chars().distinct().count() >= LEAST_VARIETY, "has too little variety");
    require(!isPeriodic(lower) && !isSequence(lower), "is a pattern, which anybody can guess");
    return text;
  }

  /** The beginning, over and over again. */
  private static boolean isPeriodic(String text) {
    for (int period = 1; period <= text.length() / 2; period++) {
      if (text.startsWith(text.substring(period))) {
        return true;
      }
    }
    return false;
  }

  /** Mostly characters that follow each other, as in {@code abcdef} or {@code 98765}. */
  private static boolean isSequence(String text) {
    int steps = 0;
    for (int i = 1; i < text.length(); i++) {
      if (Math.abs(text.charAt(i) - text.charAt(i - 1)) <= 1) {
        steps++;
      }
    }
    return steps > text.length() / 2;
  }
}
