package dev.latchkey.testkit.memory;

import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.token.RefreshToken;
import dev.latchkey.domain.token.RefreshTokenMint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Mints refresh tokens under {@link TestKeys}. Inside the base64url is a line that one can read:
 * {@code session|generation|key|secret|} and then the tag.
 */
public final class TestRefreshTokenMint implements RefreshTokenMint {
  private static final String PREFIX = "lkr_";
  private static final int TAG = 32;
  private static final int LONGEST = 1000;
  private static final Pattern LINE =
      Pattern.compile("([0-9a-f-]{36})\\|([0-9]{1,9})\\|([A-Za-z0-9_-]{1,64})\\|([^|]{43})\\|");

  private final TestKeys keys;
  private final Entropy entropy;

  public TestRefreshTokenMint(TestKeys keys, Entropy entropy) {
    this.keys = keys;
    this.entropy = entropy;
  }

  @Override
  public RefreshToken fresh(SessionId session, int generation) {
    return new RefreshToken(session, generation, currentKey(), SecretToken.generate(entropy));
  }

  @Override
  public RefreshToken successorOf(RefreshToken token) {
    var key = keys.require(token.key());
    var secret = SecretToken.of(TestKeys.hmac(key, "rotation", line(token)));
    return new RefreshToken(token.session(), token.generation() + 1, currentKey(), secret);
  }

  @Override
  public String write(RefreshToken token) {
    var line = line(token);
    var bytes = Arrays.copyOf(line, line.length + TAG);
    System.arraycopy(tag(keys.require(token.key()), line), 0, bytes, line.length, TAG);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public Optional<RefreshToken> read(String presented) {
    if (!presented.startsWith(PREFIX) || presented.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      var bytes = Base64.getUrlDecoder().decode(presented.substring(PREFIX.length()));
      return read(bytes).filter(token -> write(token).equals(presented));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  @Override
  public KeyId currentKey() {
    return keys.current();
  }

  private Optional<RefreshToken> read(byte[] bytes) {
    var line = Arrays.copyOf(bytes, Math.max(0, bytes.length - TAG));
    var matcher = LINE.matcher(new String(line, StandardCharsets.US_ASCII));
    if (!matcher.matches() || keys.find(new KeyId(matcher.group(3))).isEmpty()) {
      return Optional.empty();
    }
    var tag = Arrays.copyOfRange(bytes, line.length, bytes.length);
    return MessageDigest.isEqual(tag, tag(new KeyId(matcher.group(3)), line))
        ? Optional.of(token(matcher))
        : Optional.empty();
  }

  private static RefreshToken token(MatchResult line) {
    return new RefreshToken(
        new SessionId(UUID.fromString(line.group(1))),
        Integer.parseInt(line.group(2)),
        new KeyId(line.group(3)),
        SecretToken.parse(line.group(4)).orElseThrow());
  }

  private static byte[] tag(KeyId key, byte[] line) {
    return TestKeys.hmac(key, "tag", line);
  }

  private static byte[] line(RefreshToken token) {
    return "%s|%d|%s|%s|"
        .formatted(
            token.session().value(),
            token.generation(),
            token.key().value(),
            token.secret().reveal())
        .getBytes(StandardCharsets.US_ASCII);
  }
}
