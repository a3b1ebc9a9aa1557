package dev.latchkey.domain.verification;

import dev.latchkey.domain.kernel.Entropy;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A short code that somebody reads in a mail and types: 6 to 10 digits, each code as likely as any
 * other. Alone it proves nothing; it is checked against the id that it belongs to.
 */
public final class OneTimeCode {
  private static final Pattern FORM = Pattern.compile("[0-9]{6,10}");
  private static final Pattern BETWEEN = Pattern.compile("[ \\u00a0-]");
  private static final int LONGEST_INPUT = 40;
  private static final int RANDOM_BYTES = 16;

  private final String digits;

  private OneTimeCode(String digits) {
    this.digits = digits;
  }

  /**
   * A fresh code. 128 random bits are reduced to it, so the bias is below 2<sup>-94</sup>: less
   * than anybody could ever observe.
   */
  public static OneTimeCode generate(Entropy entropy, int length) {
    var random = new byte[RANDOM_BYTES];
    entropy.fill(random);
    var number = new BigInteger(1, random).mod(BigInteger.TEN.pow(length));
    return parse("0".repeat(length - number.toString().length()) + number)
        .orElseThrow(() -> new IllegalArgumentException("a code has 6 to 10 digits"));
  }

  /** Reads what somebody typed; blanks and hyphens between the digits are forgiven. */
  public static Optional<OneTimeCode> parse(String typed) {
    if (typed.length() > LONGEST_INPUT) {
      return Optional.empty();
    }
    var digits = BETWEEN.matcher(typed.strip()).replaceAll("");
    return FORM.matcher(digits).matches() ? Optional.of(new OneTimeCode(digits)) : Optional.empty();
  }

  /** The only way out: into a mail, or into its digest. */
  public String reveal() {
    return digits;
  }

  @Override
  public String toString() {
    return "OneTimeCode[redacted]";
  }
}
