package dev.latchkey.testkit.time;

import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.testkit.contract.EntropyContract;

class SeededEntropyTest extends EntropyContract {
  private final SeededEntropy entropy = new SeededEntropy(1);

  @Override
  protected Entropy entropy() {
    return entropy;
  }
}
