package dev.latchkey.domain.verification;

import dev.latchkey.domain.kernel.KeyId;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * What we keep of a {@link OneTimeCode} or of a token in a mail: a keyed digest of 32 bytes, and
 * the id of its key.
 */
public final class CodeDigest {
  private final KeyId key;
  private final byte[] bytes;

  public CodeDigest(KeyId key, byte[] bytes) {
    this.key = key;
    this.bytes = bytes.clone();
  }

  public KeyId key() {
    return key;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** Takes the same time wherever the two differ. */
  @Override
  public boolean equals(Object other) {
    return other instanceof CodeDigest that
        && key.equals(that.key)
        && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "CodeDigest[key=" + key.value() + "]";
  }
}
