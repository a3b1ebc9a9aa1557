package dev.latchkey.adapter.crypto;

import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.verification.CodeDigest;
import dev.latchkey.domain.verification.CodeDigester;
import dev.latchkey.domain.verification.OneTimeCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKey;

/**
 * HMAC-SHA-256 over the name of the purpose with its length before it, and then the 16 bytes of the
 * owner and the digits, or the 32 bytes of a token, which no owner and digits are.
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
    return candidates(message(purpose, owner, code));
  }

  @Override
  public CodeDigest digest(Purpose purpose, SecretToken token) {
    var current = keys.current();
    return digest(current.getKey(), current.getValue(), message(purpose, token));
  }

  @Override
  public List<CodeDigest> candidates(Purpose purpose, SecretToken token) {
    return candidates(message(purpose, token));
  }

  private List<CodeDigest> candidates(byte[] message) {
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

  private static byte[] message(Purpose purpose, SecretToken token) {
    var name = purpose.name().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(Integer.BYTES + name.length + SecretToken.SIZE)
        .putInt(name.length)
        .put(name)
        .put(token.revealBytes())
        .array();
  }
}
