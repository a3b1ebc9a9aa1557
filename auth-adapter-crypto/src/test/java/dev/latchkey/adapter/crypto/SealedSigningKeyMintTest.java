package dev.latchkey.adapter.crypto;

import dev.latchkey.domain.kernel.SecretBox;
import dev.latchkey.domain.token.AccessTokens;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.token.SigningKeyMint;
import dev.latchkey.testkit.contract.SigningKeyMintContract;
import dev.latchkey.testkit.time.MutableTime;
import java.util.List;

class SealedSigningKeyMintTest extends SigningKeyMintContract {

  @Override
  protected SigningKeyMint mint() {
    return new SealedSigningKeyMint(box());
  }

  @Override
  protected SecretBox box() {
    return CryptoModule.secretBox(Fixtures.OLD);
  }

  @Override
  protected AccessTokens tokensOver(List<SigningKey> stored) {
    var store = new KeysInMemory(stored);
    var keys = SigningKeys.open(store, box(), SignatureProvider.choose(), MutableTime.somewhen());
    return new NimbusAccessTokens(Fixtures.TOKENS, keys);
  }
}
