package dev.latchkey.adapter.crypto.foreign;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;

/** An scrypt hash (RFC 7914). Its memory, 128·N·r bytes, is taken from the heap. */
final class Scrypt implements ForeignHash {
  private static final int LEAST_LOG_N = 10;
  private static final int MOST_LOG_N = 20;
  private static final int MOST_R = 32;
  private static final int MOST_P = 16;
  private static final long MOST_MEMORY = 128L << 20;
  private static final long MOST_WORK = 512L << 20;

  private static final String BASE64 = "([A-Za-z0-9+/.]{1,200}={0,2})";
  private static final Pattern PHC =
      Pattern.compile(
          "\\$scrypt\\$ln=([1-9][0-9]?),r=([1-9][0-9]?),p=([1-9][0-9]?)\\$"
              + BASE64
              + "\\$"
              + BASE64);
  private static final Pattern DJANGO =
      Pattern.compile(
          "scrypt\\$([1-9][0-9]{0,7})\\$([!-#%-~]{1,128})\\$([1-9][0-9]?)\\$([1-9][0-9]?)\\$"
              + BASE64);
  private static final Pattern SPRING =
      Pattern.compile("\\$([0-9a-f]{5,6})\\$" + BASE64 + "\\$" + BASE64);

  private final Cost cost;
  private final byte[] salt;
  private final byte[] digest;

  private Scrypt(Cost cost, byte[] salt, byte[] digest) {
    this.cost = cost;
    this.salt = salt;
    this.digest = digest;
  }

  /** What a hash claims to have cost. */
  private record Cost(int logN, int r, int p) {
    boolean isBounded() {
      return logN >= LEAST_LOG_N
          && logN <= MOST_LOG_N
          && r >= 2
          && r <= MOST_R
          && p >= 1
          && p <= MOST_P
          && memory() <= MOST_MEMORY
          && memory() * p <= MOST_WORK;
    }

    private long memory() {
      return (128L * r) << logN;
    }
  }

  static Reading readPhc(String text) {
    var parts = PHC.matcher(text);
    return parts.matches()
        ? bounded(
            new Cost(number(parts.group(1)), number(parts.group(2)), number(parts.group(3))),
            Digests.base64(parts.group(4)),
            parts.group(5))
        : malformed();
  }

  /** Django's salt is text, and hashed as such. */
  static Reading readDjango(String text) {
    var parts = DJANGO.matcher(text);
    if (!parts.matches() || Integer.bitCount(number(parts.group(1))) != 1) {
      return malformed();
    }
    var logN = Integer.numberOfTrailingZeros(number(parts.group(1)));
    return bounded(
        new Cost(logN, number(parts.group(3)), number(parts.group(4))),
        Optional.of(parts.group(2).getBytes(StandardCharsets.US_ASCII)),
        parts.group(5));
  }

  /**
   * Spring packs the three numbers into one: log2(N), r and p, of which the last two have a byte.
   */
  static Reading readSpring(String text) {
    var parts = SPRING.matcher(text);
    if (!parts.matches()) {
      return malformed();
    }
    var packed = Integer.parseInt(parts.group(1), 16);
    return bounded(
        new Cost(packed >> 16, (packed >> 8) & 0xff, packed & 0xff),
        Digests.base64(parts.group(2)),
        parts.group(3));
  }

  private static Reading bounded(Cost cost, Optional<byte[]> salt, String encodedDigest) {
    var digest = Digests.base64(encodedDigest);
    if (salt.isEmpty() || digest.isEmpty()) {
      return malformed();
    }
    return cost.isBounded() && Digests.areBounded(salt.get(), digest.get())
        ? Reading.known(new Scrypt(cost, salt.get(), digest.get()))
        : Reading.refused(
            "scrypt is taken with N of 2^10 to 2^20, r of 2 to 32, p of 1 to 16, up to 128 MiB, and"
                + " up to 512 MiB for all p together, "
                + Digests.BOUNDS);
  }

  private static Reading malformed() {
    return Reading.refused("not what an scrypt hash looks like");
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  @Override
  public boolean matches(byte[] password) {
    return MessageDigest.isEqual(
        digest,
        SCrypt.generate(password, salt, 1 << cost.logN(), cost.r(), cost.p(), digest.length));
  }
}
