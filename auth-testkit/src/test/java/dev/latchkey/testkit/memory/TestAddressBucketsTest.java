package dev.latchkey.testkit.memory;

import dev.latchkey.domain.credential.AddressBuckets;
import dev.latchkey.testkit.contract.AddressBucketsContract;

final class TestAddressBucketsTest extends AddressBucketsContract {
  @Override
  protected AddressBuckets buckets() {
    return new TestAddressBuckets(TestKeys.of("one"));
  }

  @Override
  protected AddressBuckets underAnotherKey() {
    return new TestAddressBuckets(TestKeys.of("other"));
  }
}
