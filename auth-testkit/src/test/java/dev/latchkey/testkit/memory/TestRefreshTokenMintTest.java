package dev.latchkey.testkit.memory;

import dev.latchkey.domain.token.RefreshTokenMint;
import dev.latchkey.testkit.contract.RefreshTokenMintContract;
import dev.latchkey.testkit.time.SeededEntropy;

class TestRefreshTokenMintTest extends RefreshTokenMintContract {
  private final SeededEntropy entropy = new SeededEntropy(1);

  @Override
  protected RefreshTokenMint mint() {
    return new TestRefreshTokenMint(TestKeys.of("old"), entropy);
  }

  @Override
  protected RefreshTokenMint mintAfterRotation() {
    return new TestRefreshTokenMint(TestKeys.of("new", "old"), entropy);
  }

  @Override
  protected RefreshTokenMint strangersMint() {
    return new TestRefreshTokenMint(TestKeys.of("strange"), entropy);
  }
}
