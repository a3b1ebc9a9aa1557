package dev.latchkey.adapter.crypto.foreign;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.BCrypt;

/**
 * A bcrypt hash: {@code $2b$12$}, 22 characters of salt, 31 of digest. The versions {@code 2a},
 * {@code 2b} and {@code 2y} are the same function where it was implemented rightly.
 *
 * <p>bcrypt sees the first {@value #SEEN} bytes of a password and no more. So does this: a longer
 * password is right when those are. And a NUL ends the key, so a password with one could be right
 * for the hash of another password: it never is.
 */
final class Bcrypt implements ForeignHash {
  private static final int SEEN = 72;
  private static final int DIGEST_BYTES = 23;
  private static final int CHEAPEST = 4;
  private static final int DEAREST = 15;

  private static final Pattern FORM =
      Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})");

  private static final String ALPHABET =
      "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private final int cost;
  private final byte[] salt;
  private final byte[] digest;

  private Bcrypt(int cost, byte[] salt, byte[] digest) {
    this.cost = cost;
    this.salt = salt;
    this.digest = digest;
  }

  static Reading read(String text) {
    var matcher = FORM.matcher(text);
    return matcher.matches()
        ? read(matcher)
        : Reading.refused("not what a bcrypt hash looks like: $2b$, cost, 53 characters");
  }

  private static Reading read(MatchResult parts) {
    var cost = Integer.parseInt(parts.group(1));
    return cost >= CHEAPEST && cost <= DEAREST
        ? Reading.known(new Bcrypt(cost, decode(parts.group(2)), decode(parts.group(3))))
        : Reading.refused("bcrypt is taken with a cost of 4 to 15");
  }

  /** Base64 with an alphabet of its own, and without padding. */
  private static byte[] decode(String text) {
    var standard = new StringBuilder(text.length());
    text.chars().forEach(c -> standard.append(BASE64.charAt(ALPHABET.indexOf(c))));
    return Base64.getDecoder().decode(standard.toString());
  }

  @Override
  public boolean matches(byte[] password) {
    var seen = Arrays.copyOf(password, Math.min(password.length, SEEN));
    try {
      var found = Arrays.copyOf(BCrypt.generate(seen, salt, cost, true), DIGEST_BYTES);
      var isRight = MessageDigest.isEqual(digest, found);
      return isRight && !hasNul(password);
    } finally {
      Arrays.fill(seen, (byte) 0);
    }
  }

  private static boolean hasNul(byte[] password) {
    for (var each : password) {
      if (each == 0) {
        return true;
      }
    }
    return false;
  }
}
