package dev.latchkey.adapter.crypto;

import dev.latchkey.adapter.crypto.CryptoConfig.Tokens;
import dev.latchkey.domain.token.AccessTokens;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.token.SigningKeyMint;
import dev.latchkey.testkit.contract.AccessTokensContract;
import dev.latchkey.testkit.time.MutableTime;
import java.net.URI;
import java.util.List;

class NimbusAccessTokensTest extends AccessTokensContract {
  private static final String OTHER = "https://other.example.com";

  private final KeysInMemory ours = new KeysInMemory();
  private final KeysInMemory theirs = new KeysInMemory();

  @Override
  protected AccessTokens tokens() {
    return tokens(ours, Fixtures.TOKENS);
  }

  @Override
  protected AccessTokens tokensOfAnotherIssuer() {
    return tokens(ours, new Tokens(URI.create(OTHER), Fixtures.AUDIENCE));
  }

  @Override
  protected AccessTokens tokensForAnotherAudience() {
    return tokens(ours, new Tokens(URI.create(Fixtures.ISSUER), OTHER));
  }

  @Override
  protected AccessTokens strangersTokens() {
    return tokens(theirs, Fixtures.TOKENS);
  }

  @Override
  protected SigningKeyMint mint() {
    return new SealedSigningKeyMint(CryptoModule.secretBox(Fixtures.OLD));
  }

  @Override
  protected AccessTokens tokensOver(List<SigningKey> stored) {
    return tokens(new KeysInMemory(stored), Fixtures.TOKENS);
  }

  private static AccessTokens tokens(KeysInMemory store, Tokens settings) {
    var box = CryptoModule.secretBox(Fixtures.OLD);
    var keys = SigningKeys.open(store, box, SignatureProvider.choose(), MutableTime.somewhen());
    return new NimbusAccessTokens(settings, keys);
  }
}
