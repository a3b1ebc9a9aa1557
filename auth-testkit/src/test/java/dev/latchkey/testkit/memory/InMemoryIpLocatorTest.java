package dev.latchkey.testkit.memory;

import dev.latchkey.domain.device.IpLocator;
import dev.latchkey.testkit.contract.IpLocatorContract;
import dev.latchkey.testkit.fixture.APlaceDatabase;

final class InMemoryIpLocatorTest extends IpLocatorContract {
  @Override
  protected IpLocator knowing() {
    var locator = new InMemoryIpLocator();
    locator.add(IPV4, APlaceDatabase.LONDON);
    locator.add(IPV6, APlaceDatabase.REYKJAVIK);
    return locator;
  }

  @Override
  protected IpLocator ignorant() {
    return new InMemoryIpLocator();
  }
}
