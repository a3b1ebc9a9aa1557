package dev.latchkey.testkit.memory;

import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.token.SigningKeyStore;
import dev.latchkey.testkit.contract.SigningKeyStoreContract;
import java.util.List;

final class InMemorySigningKeyStoreTest extends SigningKeyStoreContract {
  @Override
  protected SigningKeyStore storeHolding(List<SigningKey> keys) {
    return new InMemorySigningKeyStore(keys);
  }
}
