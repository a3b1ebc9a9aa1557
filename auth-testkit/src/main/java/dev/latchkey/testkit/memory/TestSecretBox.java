package dev.latchkey.testkit.memory;

import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.SecretBox;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * Seals under {@link TestKeys}: nonce, text hidden by a stream of HMACs, and a tag over it. For
 * tests only.
 */
public final class TestSecretBox implements SecretBox {
  private static final int BLOCK = 32;

  private final TestKeys keys;
  private final Entropy entropy;

  public TestSecretBox(TestKeys keys, Entropy entropy) {
    this.keys = keys;
    this.entropy = entropy;
  }

  @Override
  public Sealed seal(String context, byte[] plain) {
    var nonce = new byte[BLOCK];
    entropy.fill(nonce);
    var key = keys.current();
    var text = hidden(key, nonce, plain);
    var tag = tag(key, context, nonce, text);
    var bytes = ByteBuffer.allocate(2 * BLOCK + text.length).put(nonce).put(tag).put(text);
    return new Sealed(key, bytes.array());
  }

  @Override
  public Optional<byte[]> open(String context, Sealed sealed) {
    var bytes = sealed.bytes();
    if (bytes.length < 2 * BLOCK) {
      return Optional.empty();
    }
    var nonce = Arrays.copyOf(bytes, BLOCK);
    var tag = Arrays.copyOfRange(bytes, BLOCK, 2 * BLOCK);
    var text = Arrays.copyOfRange(bytes, 2 * BLOCK, bytes.length);
    return keys.find(sealed.key())
        .filter(key -> MessageDigest.isEqual(tag, tag(key, context, nonce, text)))
        .map(key -> hidden(key, nonce, text));
  }

  private static byte[] tag(KeyId key, String context, byte[] nonce, byte[] text) {
    return TestKeys.hmac(key, "box", nonce, text, context.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] hidden(KeyId key, byte[] nonce, byte[] text) {
    var result = text.clone();
    for (var i = 0; i < result.length; i++) {
      var block = ByteBuffer.allocate(Integer.BYTES).putInt(i / BLOCK).array();
      result[i] ^= TestKeys.hmac(key, "stream", nonce, block)[i % BLOCK];
    }
    return result;
  }
}
