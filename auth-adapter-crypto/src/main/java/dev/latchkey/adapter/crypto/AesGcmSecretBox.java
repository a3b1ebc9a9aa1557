package dev.latchkey.adapter.crypto;

import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.SecretBox;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM (NIST SP 800-38D). What is sealed is nonce, ciphertext and tag in a row.
 *
 * <p>Nonces are 96 random bits, good for 2<sup>32</sup> sealings under one key (section 8.3).
 * Context and key id are authenticated with the text, each with its length before it.
 */
public final class AesGcmSecretBox implements SecretBox {
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;

  private final KeyRing keys;
  private final Entropy entropy;

  public AesGcmSecretBox(SecretKeys secrets, Entropy entropy) {
    this.keys = secrets.ring(SecretKeys.Purpose.SECRET_BOX);
    this.entropy = entropy;
  }

  @Override
  public Sealed seal(String context, byte[] plain) {
    var current = keys.current();
    var nonce = new byte[NONCE_BYTES];
    entropy.fill(nonce);
    try {
      var cipher = cipher(Cipher.ENCRYPT_MODE, current.getValue(), nonce);
      cipher.updateAAD(associated(context, current.getKey()));
      var text = cipher.doFinal(plain);
      var sealed = ByteBuffer.allocate(nonce.length + text.length).put(nonce).put(text);
      return new Sealed(current.getKey(), sealed.array());
    } catch (GeneralSecurityException everyJdkHasAesGcm) {
      throw new AssertionError(everyJdkHasAesGcm);
    }
  }

  @Override
  public Optional<byte[]> open(String context, Sealed sealed) {
    return keys.find(sealed.key()).flatMap(key -> open(key, context, sealed));
  }

  private static Optional<byte[]> open(SecretKey key, String context, Sealed sealed) {
    var bytes = sealed.bytes();
    if (bytes.length < NONCE_BYTES + TAG_BYTES) {
      return Optional.empty();
    }
    try {
      var cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(bytes, NONCE_BYTES));
      cipher.updateAAD(associated(context, sealed.key()));
      return Optional.of(cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES));
    } catch (AEADBadTagException changedOrForAnotherContext) {
      return Optional.empty();
    } catch (GeneralSecurityException everyJdkHasAesGcm) {
      throw new AssertionError(everyJdkHasAesGcm);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
    return cipher;
  }

  private static byte[] associated(String context, KeyId key) {
    var first = context.getBytes(StandardCharsets.UTF_8);
    var second = key.value().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(2 * Integer.BYTES + first.length + second.length)
        .putInt(first.length)
        .put(first)
        .putInt(second.length)
        .put(second)
        .array();
  }
}
