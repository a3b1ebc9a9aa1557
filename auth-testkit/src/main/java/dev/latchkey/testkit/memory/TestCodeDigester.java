package dev.latchkey.testkit.memory;

import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.verification.CodeDigest;
import dev.latchkey.domain.verification.CodeDigester;
import dev.latchkey.domain.verification.OneTimeCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Digests codes and tokens under {@link TestKeys}. */
public final class TestCodeDigester implements CodeDigester {
  private final TestKeys keys;

  public TestCodeDigester(TestKeys keys) {
    this.keys = keys;
  }

  @Override
  public CodeDigest digest(Purpose purpose, UUID owner, OneTimeCode code) {
    return digest(keys.current(), purpose, owner, code);
  }

  @Override
  public List<CodeDigest> candidates(Purpose purpose, UUID owner, OneTimeCode code) {
    return keys.ids().stream().map(key -> digest(key, purpose, owner, code)).toList();
  }

  @Override
  public CodeDigest digest(Purpose purpose, SecretToken token) {
    return digest(keys.current(), message(purpose, token));
  }

  @Override
  public List<CodeDigest> candidates(Purpose purpose, SecretToken token) {
    var message = message(purpose, token);
    return keys.ids().stream().map(key -> digest(key, message)).toList();
  }

  private static String message(Purpose purpose, SecretToken token) {
    return purpose + "||" + token.reveal();
  }

  private static CodeDigest digest(KeyId key, Purpose purpose, UUID owner, OneTimeCode code) {
    return digest(key, purpose + "|" + owner + "|" + code.reveal());
  }

  private static CodeDigest digest(KeyId key, String message) {
    return new CodeDigest(
        key, TestKeys.hmac(key, "code", message.getBytes(StandardCharsets.US_ASCII)));
  }
}
