package dev.latchkey.adapter.crypto;

import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.verification.CodeDigest;
import dev.latchkey.domain.verification.CodeDigester;
import dev.latchkey.domain.verification.OneTimeCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKey;

/**
 * HMAC-SHA-256 over the name of the purpose with its length before it, the 16 bytes of the owner,
 * and the digits.
 */
public final class HmacCodeDigester implements CodeDigester {
  private final KeyRing keys;

  public HmacCodeDigester(SecretKeys secrets) {
    this.keys = secrets.ring(SecretKeys.Purpose.CODE_DIGEST);
  }

  @Override
  public CodeDigest digest(Purpose purpose, UUID owner, OneTimeCode code) {
    var current = keys.current();
    return digest(current.getKey(), current.getValue(), message(purpose, owner, code));
  }

  @Override
  public List<CodeDigest> candidates(Purpose purpose, UUID owner, OneTimeCode code) {
    var message = message(purpose, owner, code);
    return keys.all().entrySet().stream()
        .map(key -> digest(key.getKey(), key.getValue(), message))
        .toList();
  }

  private static CodeDigest digest(KeyId id, SecretKey key, byte[] message) {
    return new CodeDigest(id, Hmac.sha256(key, message));
  }

  private static byte[] message(Purpose purpose, UUID owner, OneTimeCode code) {
    var name = purpose.name().getBytes(StandardCharsets.US_ASCII);
    var digits = code.reveal().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(Integer.BYTES + name.length + 2 * Long.BYTES + digits.length)
        .putInt(name.length)
        .put(name)
        .putLong(owner.getMostSignificantBits())
        .putLong(owner.getLeastSignificantBits())
        .put(digits)
        .array();
  }
}
