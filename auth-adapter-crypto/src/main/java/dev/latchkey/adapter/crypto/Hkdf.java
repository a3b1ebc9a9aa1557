package dev.latchkey.adapter.crypto;

import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;

/** HKDF-SHA-256 (RFC 5869): many independent keys out of one secret. */
final class Hkdf {
  private static final int MOST_BLOCKS = 255;

  private Hkdf() {}

  /** Section 2.2; an empty salt is 32 zeros. */
  static byte[] extract(byte[] salt, byte[] secret) {
    return Hmac.sha256(key(salt.length == 0 ? new byte[Hmac.SIZE] : salt), secret);
  }

  /** Section 2.3: as many bytes as asked for, up to 8160. */
  static byte[] expand(byte[] pseudorandomKey, byte[] info, int length) {
    if (length < 1 || length > MOST_BLOCKS * Hmac.SIZE) {
      throw new IllegalArgumentException("HKDF-SHA-256 gives 1 to 8160 bytes");
    }
    var output = new byte[length];
    var block = new byte[0];
    for (int filled = 0, number = 1; filled < length; filled += Hmac.SIZE, number++) {
      block = Hmac.sha256(key(pseudorandomKey), block, info, new byte[] {(byte) number});
      System.arraycopy(block, 0, output, filled, Math.min(Hmac.SIZE, length - filled));
    }
    Arrays.fill(block, (byte) 0);
    return output;
  }

  private static SecretKeySpec key(byte[] bytes) {
    return new SecretKeySpec(bytes, Hmac.ALGORITHM);
  }
}
