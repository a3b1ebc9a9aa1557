package dev.latchkey.testkit.memory;

import dev.latchkey.domain.credential.PasswordStrength;
import dev.latchkey.testkit.contract.PasswordStrengthContract;

class TestPasswordStrengthTest extends PasswordStrengthContract {
  @Override
  protected PasswordStrength strength() {
    return new TestPasswordStrength();
  }
}
