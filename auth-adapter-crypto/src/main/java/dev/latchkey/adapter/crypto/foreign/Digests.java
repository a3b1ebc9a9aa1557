package dev.latchkey.adapter.crypto.foreign;

import java.util.Base64;
import java.util.Optional;

/** Salts and digests as text. */
final class Digests {
  private static final int SHORTEST_SALT = 4;
  private static final int LONGEST_SALT = 128;
  private static final int SHORTEST = 16;
  private static final int LONGEST = 64;

  static final String BOUNDS = "a salt of 4 to 128 bytes and a digest of 16 to 64";

  private Digests() {}

  /** Base64 with or without padding; passlib writes a dot for the plus. */
  static Optional<byte[]> base64(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text.replace('.', '+')));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** Whether these are of a length that we work with. */
  static boolean areBounded(byte[] salt, byte[] digest) {
    return salt.length >= SHORTEST_SALT
        && salt.length <= LONGEST_SALT
        && digest.length >= SHORTEST
        && digest.length <= LONGEST;
  }
}
