package dev.latchkey.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.credential.PasswordHasher;
import dev.latchkey.testkit.contract.PasswordHasherContract;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.time.SeededEntropy;
import org.junit.jupiter.api.Test;

class PlainTextHasherTest extends PasswordHasherContract {
  private final PlainTextHasher hasher = new PlainTextHasher(new SeededEntropy(1), 2);

  @Override
  protected PasswordHasher hasher() {
    return hasher;
  }

  @Override
  protected PasswordHasher hasherOfYesterday() {
    return new PlainTextHasher(new SeededEntropy(2), 1);
  }

  @Override
  protected PasswordHasher fullHasher() {
    var full = new PlainTextHasher(new SeededEntropy(3));
    full.beFull();
    return full;
  }

  @Override
  protected PasswordHash madeElsewhere(String typed) {
    return PlainTextHasher.madeElsewhere(typed);
  }

  @Test
  void nobody_costs_as_much_work_as_somebody() {
    var hash = hasher.hash(Secrets.password());
    var before = hasher.work();
    hasher.verify(Secrets.password(), hash);
    var forSomebody = hasher.work() - before;
    hasher.verifyNobody(Secrets.password());

    assertThat(hasher.work() - before - forSomebody).isEqualTo(forSomebody).isPositive();
  }
}
