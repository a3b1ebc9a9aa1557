package dev.latchkey.adapter.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** HMAC-SHA-256 (RFC 2104) over the parts in a row; 32 bytes. */
final class Hmac {
  static final String ALGORITHM = "HmacSHA256";
  static final int SIZE = 32;

  private Hmac() {}

  static byte[] sha256(SecretKey key, byte[]... parts) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      for (var part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException everyJdkHasHmacSha256) {
      throw new AssertionError(everyJdkHasHmacSha256);
    }
  }
}
