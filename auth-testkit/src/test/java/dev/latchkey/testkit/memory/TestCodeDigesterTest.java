package dev.latchkey.testkit.memory;

import dev.latchkey.domain.verification.CodeDigester;
import dev.latchkey.testkit.contract.CodeDigesterContract;

class TestCodeDigesterTest extends CodeDigesterContract {
  @Override
  protected CodeDigester digester() {
    return new TestCodeDigester(TestKeys.of("old"));
  }

  @Override
  protected CodeDigester digesterAfterRotation() {
    return new TestCodeDigester(TestKeys.of("new", "old"));
  }
}
