package dev.latchkey.adapter.crypto.foreign;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A PBKDF2 hash (RFC 8018, section 5.2) with HMAC of SHA-1, SHA-256 or SHA-512. */
final class Pbkdf2 implements ForeignHash {
  private static final int LEAST_ITERATIONS = 1000;

  private static final String BASE64 = "([A-Za-z0-9+/.]{1,200}={0,2})";

  /** As passlib writes it, {@code $29000$}, or in PHC's own way, {@code $i=29000,l=32$}. */
  private static final Pattern PHC =
      Pattern.compile(
          "\\$pbkdf2(|-sha1|-sha256|-sha512)\\$(?:i=)?([1-9][0-9]{0,7})(?:,l=[0-9]{1,3})?\\$"
              + BASE64
              + "\\$"
              + BASE64);

  private static final Pattern DJANGO =
      Pattern.compile("pbkdf2_(sha1|sha256)\\$([1-9][0-9]{0,7})\\$([!-#%-~]{1,128})\\$" + BASE64);

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{2,256}");

  private final Function function;
  private final int iterations;
  private final byte[] salt;
  private final byte[] digest;

  private Pbkdf2(Function function, int iterations, byte[] salt, byte[] digest) {
    this.function = function;
    this.iterations = iterations;
    this.salt = salt;
    this.digest = digest;
  }

  /**
   * The pseudo-random functions, how many bytes each makes at a time, and how many iterations of
   * how many blocks we are willing to pay: about two seconds.
   */
  private enum Function {
    SHA1("PBKDF2WithHmacSHA1", 20, 5_000_000),
    SHA256("PBKDF2WithHmacSHA256", 32, 5_000_000),
    SHA512("PBKDF2WithHmacSHA512", 64, 2_500_000);

    private final String algorithm;
    private final int block;
    private final long mostWork;

    Function(String algorithm, int block, long mostWork) {
      this.algorithm = algorithm;
      this.block = block;
      this.mostWork = mostWork;
    }

    static Function named(String name) {
      return switch (name) {
        case "-sha256", "sha256" -> SHA256;
        case "-sha512" -> SHA512;
        default -> SHA1;
      };
    }
  }

  static Reading readPhc(String text) {
    var matcher = PHC.matcher(text);
    return matcher.matches() ? read(matcher, Digests.base64(matcher.group(3))) : malformed();
  }

  /** Django's salt is text, and hashed as such. */
  static Reading readDjango(String text) {
    var matcher = DJANGO.matcher(text);
    return matcher.matches()
        ? read(matcher, Optional.of(matcher.group(3).getBytes(StandardCharsets.US_ASCII)))
        : malformed();
  }

  private static Reading read(MatchResult parts, Optional<byte[]> salt) {
    var digest = Digests.base64(parts.group(4));
    return salt.isPresent() && digest.isPresent()
        ? bounded(
            Function.named(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            salt.get(),
            digest.get())
        : malformed();
  }

  /**
   * Salt and digest in hex. The parameters are those of the encoder's name, and not in the text.
   */
  static Reading readSpring(String text) {
    return readSpring(text, Function.SHA1, 185_000, 8);
  }

  /** The same since Spring Security 5.8. */
  static Reading readSpring58(String text) {
    return readSpring(text, Function.SHA256, 310_000, 16);
  }

  private static Reading readSpring(String text, Function function, int iterations, int saltBytes) {
    if (!HEX.matcher(text).matches() || text.length() != 2 * (saltBytes + 32)) {
      return Reading.refused(
          "not what Spring's PBKDF2 writes with the parameters of this id: %d bytes in hex"
              .formatted(saltBytes + 32));
    }
    var bytes = HexFormat.of().parseHex(text);
    var salt = Arrays.copyOf(bytes, saltBytes);
    var digest = Arrays.copyOfRange(bytes, saltBytes, bytes.length);
    return Reading.known(new Pbkdf2(function, iterations, salt, digest));
  }

  private static Reading bounded(Function function, int iterations, byte[] salt, byte[] digest) {
    var blocks = Math.ceilDiv(digest.length, function.block);
    return Digests.areBounded(salt, digest)
            && iterations >= LEAST_ITERATIONS
            && (long) iterations * blocks <= function.mostWork
        ? Reading.known(new Pbkdf2(function, iterations, salt, digest))
        : Reading.refused(
            "PBKDF2 is taken with 1000 to 5000000 iterations of all blocks together (SHA-512: half"
                + " of that), "
                + Digests.BOUNDS);
  }

  private static Reading malformed() {
    return Reading.refused("not what a PBKDF2 hash looks like");
  }

  @Override
  public boolean matches(byte[] password) {
    var decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(password));
    var characters = Arrays.copyOf(decoded.array(), decoded.length());
    var key = new PBEKeySpec(characters, salt, iterations, 8 * digest.length);
    try {
      var factory = SecretKeyFactory.getInstance(function.algorithm);
      return MessageDigest.isEqual(digest, factory.generateSecret(key).getEncoded());
    } catch (GeneralSecurityException everyJdkHasPbkdf2) {
      throw new AssertionError(everyJdkHasPbkdf2);
    } finally {
      key.clearPassword();
      Arrays.fill(characters, '\0');
      Arrays.fill(decoded.array(), '\0');
    }
  }
}
