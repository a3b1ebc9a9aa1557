package dev.latchkey.testkit.memory;

import dev.latchkey.domain.device.DeviceDescriber;
import dev.latchkey.domain.device.DeviceDescription;
import dev.latchkey.testkit.contract.DeviceDescriberContract;

final class InMemoryDeviceDescriberTest extends DeviceDescriberContract {
  @Override
  protected DeviceDescriber ready() {
    var describer = new InMemoryDeviceDescriber();
    describer.add(FIREFOX, new DeviceDescription("Firefox 140", "Windows", "desktop"));
    describer.add(SAFARI, new DeviceDescription("Safari 18", "iOS 18", "phone"));
    return describer;
  }

  @Override
  protected DeviceDescriber unprepared() {
    return new InMemoryDeviceDescriber();
  }
}
