package dev.latchkey.testkit.memory;

import dev.latchkey.domain.kernel.SecretBox;
import dev.latchkey.testkit.contract.SecretBoxContract;
import dev.latchkey.testkit.time.SeededEntropy;

class TestSecretBoxTest extends SecretBoxContract {
  private final SeededEntropy entropy = new SeededEntropy(1);

  @Override
  protected SecretBox box() {
    return new TestSecretBox(TestKeys.of("old"), entropy);
  }

  @Override
  protected SecretBox boxAfterRotation() {
    return new TestSecretBox(TestKeys.of("new", "old"), entropy);
  }

  @Override
  protected SecretBox strangersBox() {
    return new TestSecretBox(TestKeys.of("strange"), entropy);
  }
}
