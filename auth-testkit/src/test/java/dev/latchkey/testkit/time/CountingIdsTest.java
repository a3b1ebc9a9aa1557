package dev.latchkey.testkit.time;

import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.testkit.contract.IdSourceContract;

class CountingIdsTest extends IdSourceContract {
  private final CountingIds ids = new CountingIds();

  @Override
  protected IdSource ids() {
    return ids;
  }
}
