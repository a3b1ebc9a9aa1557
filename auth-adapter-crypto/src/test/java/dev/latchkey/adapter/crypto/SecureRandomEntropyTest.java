package dev.latchkey.adapter.crypto;

import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.testkit.contract.EntropyContract;
import java.time.InstantSource;

class SecureRandomEntropyTest extends EntropyContract {
  private final SecureRandomSource source = new SecureRandomSource(InstantSource.system());

  @Override
  protected Entropy entropy() {
    return source;
  }
}
