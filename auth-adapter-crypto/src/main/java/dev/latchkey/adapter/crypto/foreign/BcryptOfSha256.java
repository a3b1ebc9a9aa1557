package dev.latchkey.adapter.crypto.foreign;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Django's {@code bcrypt_sha256$}: bcrypt of the password's SHA-256 in hex, so that every byte of a
 * long password counts.
 */
final class BcryptOfSha256 implements ForeignHash {
  private final ForeignHash bcrypt;

  private BcryptOfSha256(ForeignHash bcrypt) {
    this.bcrypt = bcrypt;
  }

  static Reading read(String text) {
    return switch (Bcrypt.read(text)) {
      case Reading.Known(var bcrypt) -> Reading.known(new BcryptOfSha256(bcrypt));
      case Reading.Refused refused -> refused;
    };
  }

  @Override
  public boolean matches(byte[] password) {
    return bcrypt.matches(
        HexFormat.of().formatHex(sha256(password)).getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] sha256(byte[] password) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(password);
    } catch (NoSuchAlgorithmException everyJdkHasSha256) {
      throw new AssertionError(everyJdkHasSha256);
    }
  }
}
