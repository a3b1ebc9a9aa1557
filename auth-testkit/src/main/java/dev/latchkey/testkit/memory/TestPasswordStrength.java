package dev.latchkey.testkit.memory;

import dev.latchkey.domain.credential.PasswordStrength;
import dev.latchkey.domain.credential.PlainPassword;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Knows a handful of common passwords, and counts ten guesses for each character that does not just
 * go on from the one before it. For tests only: hardly any weak password is weak to it.
 */
final class TestPasswordStrength implements PasswordStrength {
  private static final Set<String> COMMON =
      Set.of("password", "12345678", "123456789", "iloveyou", "sunshine", "qwertyuiop", "football");

  private static final String WORD = "\uffff";

  @Override
  public boolean isCommon(PlainPassword password) {
    return COMMON.contains(lowerCase(password));
  }

  @Override
  public Estimate estimate(PlainPassword password, Set<String> known) {
    var text = lowerCase(password);
    var rest = text;
    for (var word : known) {
      rest = rest.replace(word, WORD);
    }
    var surprises = surprises(rest);
    return new Estimate(
        Math.pow(10, surprises), rest.equals(text) ? weakness(rest, surprises) : Weakness.CONTEXT);
  }

  private static int surprises(String text) {
    var surprises = 1;
    for (var i = 1; i < text.length(); i++) {
      surprises += Math.abs(text.charAt(i) - text.charAt(i - 1)) > 1 ? 1 : 0;
    }
    return surprises;
  }

  private static Weakness weakness(String text, int surprises) {
    if (surprises > 1) {
      return Weakness.OTHER;
    }
    return text.chars().distinct().count() == 1 ? Weakness.REPETITION : Weakness.SEQUENCE;
  }

  private static String lowerCase(PlainPassword password) {
    return new String(password.reveal(), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
  }
}
