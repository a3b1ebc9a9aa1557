package dev.latchkey.adapter.crypto;

import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.token.RefreshToken;
import dev.latchkey.domain.token.RefreshTokenMint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Refresh tokens of 127 characters: {@code lkr_} and base64url, without padding, of session (16
 * bytes), generation (4), key id (8), secret (32) and tag (32).
 *
 * <p>The tag is HMAC-SHA-256 over all before it; a successor's secret is HMAC-SHA-256 over a label,
 * session, generation and secret. Both keys belong to the secret that the token is labelled with.
 * Each token has exactly one text: one with padding, stray bits or anything around it is not ours.
 *
 * <p>A token that is labelled with a key which is no longer configured can be neither written nor
 * succeeded: {@link IllegalStateException}. None such is ever read.
 */
public final class HmacRefreshTokenMint implements RefreshTokenMint {
  private static final String PREFIX = "lkr_";
  private static final int KEY_ID_BYTES = 8;
  private static final int TAGGED_BYTES =
      2 * Long.BYTES + Integer.BYTES + KEY_ID_BYTES + SecretToken.SIZE;
  private static final int TOKEN_BYTES = TAGGED_BYTES + Hmac.SIZE;
  private static final int TEXT_LENGTH = PREFIX.length() + (TOKEN_BYTES * 4 + 2) / 3;
  private static final byte[] SUCCESSOR = "successor".getBytes(StandardCharsets.US_ASCII);
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final KeyRing rotation;
  private final KeyRing tags;
  private final Entropy entropy;

  public HmacRefreshTokenMint(SecretKeys secrets, Entropy entropy) {
    this.rotation = secrets.ring(SecretKeys.Purpose.REFRESH_ROTATION);
    this.tags = secrets.ring(SecretKeys.Purpose.REFRESH_TAG);
    this.entropy = entropy;
  }

  @Override
  public RefreshToken fresh(SessionId session, int generation) {
    return new RefreshToken(session, generation, currentKey(), SecretToken.generate(entropy));
  }

  @Override
  public RefreshToken successorOf(RefreshToken token) {
    var key = rotation.require(token.key());
    var secret = Hmac.sha256(key, SUCCESSOR, place(token), token.secret().revealBytes());
    var generation = Math.addExact(token.generation(), 1);
    return new RefreshToken(token.session(), generation, currentKey(), SecretToken.of(secret));
  }

  @Override
  public String write(RefreshToken token) {
    var tagged =
        ByteBuffer.allocate(TAGGED_BYTES)
            .put(place(token))
            .put(Base64.getUrlDecoder().decode(token.key().value()))
            .put(token.secret().revealBytes())
            .array();
    var tag = Hmac.sha256(tags.require(token.key()), tagged);
    return PREFIX
        + ENCODER.encodeToString(ByteBuffer.allocate(TOKEN_BYTES).put(tagged).put(tag).array());
  }

  @Override
  public Optional<RefreshToken> read(String presented) {
    return decode(presented).flatMap(this::recognised);
  }

  @Override
  public KeyId currentKey() {
    return rotation.current().getKey();
  }

  private static Optional<byte[]> decode(String presented) {
    if (presented.length() != TEXT_LENGTH || !presented.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      var bytes = Base64.getUrlDecoder().decode(presented.substring(PREFIX.length()));
      // The last character has bits to spare, which Java's decoder ignores.
      return presented.equals(PREFIX + ENCODER.encodeToString(bytes))
          ? Optional.of(bytes)
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private Optional<RefreshToken> recognised(byte[] bytes) {
    var token = tokenIn(ByteBuffer.wrap(bytes));
    return isTagged(token.key(), bytes) && token.generation() >= 0
        ? Optional.of(token)
        : Optional.empty();
  }

  private static RefreshToken tokenIn(ByteBuffer bytes) {
    var session = new SessionId(new UUID(bytes.getLong(), bytes.getLong()));
    var generation = bytes.getInt();
    var key = new KeyId(ENCODER.encodeToString(take(bytes, KEY_ID_BYTES)));
    return new RefreshToken(
        session, generation, key, SecretToken.of(take(bytes, SecretToken.SIZE)));
  }

  private boolean isTagged(KeyId key, byte[] bytes) {
    var tagged = Arrays.copyOf(bytes, TAGGED_BYTES);
    var tag = Arrays.copyOfRange(bytes, TAGGED_BYTES, TOKEN_BYTES);
    return tags.find(key)
        .filter(known -> MessageDigest.isEqual(tag, Hmac.sha256(known, tagged)))
        .isPresent();
  }

  private static byte[] place(RefreshToken token) {
    var session = token.session().value();
    return ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES)
        .putLong(session.getMostSignificantBits())
        .putLong(session.getLeastSignificantBits())
        .putInt(token.generation())
        .array();
  }

  private static byte[] take(ByteBuffer from, int length) {
    var bytes = new byte[length];
    from.get(bytes);
    return bytes;
  }
}
