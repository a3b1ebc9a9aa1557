package dev.latchkey.domain.kernel;

import java.security.MessageDigest;
import java.util.Arrays;

/** SHA-256 of a {@link SecretToken}: 32 bytes that may be stored and compared. */
public final class SecretDigest {
  private static final int SIZE = 32;

  private final byte[] bytes;

  public SecretDigest(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("a digest has " + SIZE + " bytes");
    }
    this.bytes = bytes.clone();
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** Takes the same time wherever the two differ. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SecretDigest that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "SecretDigest[redacted]";
  }
}
