package dev.latchkey.adapter.crypto;

import com.nulabinc.zxcvbn.Pattern;
import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.matchers.Match;
import dev.latchkey.domain.credential.PasswordStrength;
import dev.latchkey.domain.credential.PlainPassword;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Estimates as zxcvbn does (Wheeler, USENIX Security 2016), and knows its dictionaries.
 *
 * <p>That algorithm was made for browsers: crafted text takes it seconds. So it sees {@value
 * #WINDOW} characters at a time, without the substitutions whose combinations make it slow, and no
 * more of them once the password is good enough. The dictionaries are read when they are needed
 * first, not at start.
 */
final class ZxcvbnPasswordStrength implements PasswordStrength {
  private static final int WINDOW = 16;

  /** So many guesses are enough; whether there are more nobody asks. */
  private static final double ENOUGH = 1e10;

  /** What hardly anybody writes for a letter, while zxcvbn tries all combinations of them. */
  private static final String RARE_SUBSTITUTES = "({[<|+%";

  private static final char NO_SUBSTITUTE = '~';
  private static final String KNOWN = "user_inputs";

  private final OnFirstUse<CommonWords> words = new OnFirstUse<>(CommonWords::load);

  @Override
  public boolean isCommon(PlainPassword password) {
    return words.get().contains(lowerCase(password));
  }

  @Override
  public Estimate estimate(PlainPassword password, Set<String> known) {
    var zxcvbn = words.get().zxcvbn();
    var list = List.copyOf(known);
    var text = text(password);
    var unit = Periods.unitOf(text);
    var estimate = estimate(zxcvbn, unit, list);
    return unit.length() == text.length()
        ? estimate
        : repeated(estimate, text.length() / unit.length());
  }

  private static Estimate repeated(Estimate unit, int times) {
    var weakness = unit.weakness() == Weakness.CONTEXT ? Weakness.CONTEXT : Weakness.REPETITION;
    return new Estimate(unit.guesses() * times, weakness);
  }

  /** Windows that differ multiply; one that was there before adds nothing. */
  private static Estimate estimate(Zxcvbn zxcvbn, String text, List<String> known) {
    var seen = new HashSet<String>();
    var guesses = 1.0;
    var best = new Estimate(0, Weakness.OTHER);
    for (var from = 0; from < text.length() && guesses < ENOUGH; ) {
      var to =
          text.offsetByCodePoints(from, Math.min(WINDOW, text.codePointCount(from, text.length())));
      var window = text.substring(from, to);
      if (seen.add(window)) {
        var part = measure(zxcvbn, window, known);
        guesses *= part.guesses();
        best = part.guesses() > best.guesses() ? part : best;
      }
      from = to;
    }
    return new Estimate(guesses, best.weakness());
  }

  private static Estimate measure(Zxcvbn zxcvbn, String window, List<String> known) {
    var strength = zxcvbn.measure(withoutRareSubstitutes(window), known);
    try {
      return new Estimate(strength.getGuesses(), weakness(strength));
    } finally {
      strength.wipe();
    }
  }

  private static String withoutRareSubstitutes(String window) {
    var text = new StringBuilder(window);
    for (var i = 0; i < text.length(); i++) {
      if (RARE_SUBSTITUTES.indexOf(text.charAt(i)) >= 0) {
        text.setCharAt(i, NO_SUBSTITUTE);
      }
    }
    return text.toString();
  }

  /** That of the longest part that is a pattern at all. */
  private static Weakness weakness(Strength strength) {
    return strength.getSequence().stream()
        .filter(match -> match.pattern != Pattern.Bruteforce)
        .max(Comparator.comparingInt(Match::tokenLength))
        .map(ZxcvbnPasswordStrength::weakness)
        .orElse(Weakness.OTHER);
  }

  private static Weakness weakness(Match match) {
    return switch (match.pattern) {
      case Dictionary -> KNOWN.equals(match.dictionaryName) ? Weakness.CONTEXT : Weakness.WORD;
      case Spatial -> Weakness.KEYBOARD;
      case Repeat -> Weakness.REPETITION;
      case Sequence -> Weakness.SEQUENCE;
      case Date, Regex -> Weakness.DATE;
      case Bruteforce -> Weakness.OTHER;
    };
  }

  private static String lowerCase(PlainPassword password) {
    return text(password).toLowerCase(Locale.ROOT);
  }

  private static String text(PlainPassword password) {
    return new String(password.reveal(), StandardCharsets.UTF_8);
  }
}
