package dev.latchkey.testkit.memory;

import dev.latchkey.domain.kernel.SecretBox;
import dev.latchkey.domain.token.AccessTokens;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.token.SigningKey.State;
import dev.latchkey.domain.token.SigningKeyMint;
import dev.latchkey.testkit.contract.AccessTokensContract;
import dev.latchkey.testkit.time.SeededEntropy;
import java.time.Instant;
import java.util.List;

class TestAccessTokensTest extends AccessTokensContract {
  private static final String OTHER = "https://other.example.com";

  private final SecretBox box = new TestSecretBox(TestKeys.of("box"), new SeededEntropy(1));
  private final List<SigningKey> ours = List.of(activeKey());
  private final List<SigningKey> theirs = List.of(activeKey());

  @Override
  protected AccessTokens tokens() {
    return tokensOver(ours);
  }

  @Override
  protected AccessTokens tokensOfAnotherIssuer() {
    return new TestAccessTokens(() -> ours, box, OTHER, TestCrypto.AUDIENCE);
  }

  @Override
  protected AccessTokens tokensForAnotherAudience() {
    return new TestAccessTokens(() -> ours, box, TestCrypto.ISSUER, OTHER);
  }

  @Override
  protected AccessTokens strangersTokens() {
    return tokensOver(theirs);
  }

  @Override
  protected SigningKeyMint mint() {
    return new TestSigningKeyMint(box);
  }

  @Override
  protected AccessTokens tokensOver(List<SigningKey> stored) {
    return new TestAccessTokens(() -> stored, box, TestCrypto.ISSUER, TestCrypto.AUDIENCE);
  }

  private SigningKey activeKey() {
    return mint().mint(Instant.EPOCH).in(State.ACTIVE, Instant.EPOCH);
  }
}
