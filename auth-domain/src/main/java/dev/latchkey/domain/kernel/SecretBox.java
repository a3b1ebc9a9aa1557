package dev.latchkey.domain.kernel;

import java.util.Arrays;
import java.util.Optional;

/**
 * Encrypts what must be read again: private keys, seeds.
 *
 * <p>Implementations owe authenticated encryption (tampering is noticed), a fresh nonce for each
 * sealing, and the binding to a context: what was sealed for one purpose and row does not open for
 * another. What was sealed names its key, and opens under every key that is still configured.
 */
public interface SecretBox {

  /** Seals the bytes under the current key, for this context only. */
  Sealed seal(String context, byte[] plain);

  /** The bytes again; empty when the key is unknown, the context another, or a bit was changed. */
  Optional<byte[]> open(String context, Sealed sealed);

  /** What a database may see: the id of the key, and nonce with ciphertext. */
  final class Sealed {
    private final KeyId key;
    private final byte[] bytes;

    public Sealed(KeyId key, byte[] bytes) {
      this.key = key;
      this.bytes = bytes.clone();
    }

    public KeyId key() {
      return key;
    }

    public byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Sealed that
          && key.equals(that.key)
          && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "Sealed[key=" + key.value() + "]";
    }
  }
}
