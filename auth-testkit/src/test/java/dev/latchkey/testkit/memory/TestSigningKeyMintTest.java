package dev.latchkey.testkit.memory;

import dev.latchkey.domain.kernel.SecretBox;
import dev.latchkey.domain.token.AccessTokens;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.token.SigningKeyMint;
import dev.latchkey.testkit.contract.SigningKeyMintContract;
import dev.latchkey.testkit.time.SeededEntropy;
import java.util.List;

class TestSigningKeyMintTest extends SigningKeyMintContract {
  private final SecretBox box = new TestSecretBox(TestKeys.of("box"), new SeededEntropy(1));

  @Override
  protected SigningKeyMint mint() {
    return new TestSigningKeyMint(box);
  }

  @Override
  protected SecretBox box() {
    return box;
  }

  @Override
  protected AccessTokens tokensOver(List<SigningKey> stored) {
    return new TestAccessTokens(() -> stored, box, TestCrypto.ISSUER, TestCrypto.AUDIENCE);
  }
}
