package dev.latchkey.adapter.crypto;

import dev.latchkey.domain.credential.AddressBuckets;
import dev.latchkey.testkit.contract.AddressBucketsContract;

class HmacAddressBucketsTest extends AddressBucketsContract {
  @Override
  protected AddressBuckets buckets() {
    return new HmacAddressBuckets(Fixtures.OLD);
  }

  @Override
  protected AddressBuckets underAnotherKey() {
    return new HmacAddressBuckets(Fixtures.ROTATED);
  }
}
