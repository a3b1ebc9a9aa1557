package dev.latchkey.testkit.memory;

import dev.latchkey.domain.device.DeviceDescriber;
import dev.latchkey.domain.device.DeviceDescription;
import dev.latchkey.domain.kernel.ClientContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Knows the user agents that it was told; any other is told as it came. */
public final class InMemoryDeviceDescriber implements DeviceDescriber {
  private final Map<String, DeviceDescription> devices = new ConcurrentHashMap<>();

  /** From now on this is who says so. */
  public void add(String userAgent, DeviceDescription device) {
    devices.put(userAgent, device);
  }

  @Override
  public DeviceDescription describe(ClientContext client) {
    return Optional.ofNullable(client.userAgent())
        .flatMap(agent -> Optional.ofNullable(devices.get(agent)))
        .orElseGet(() -> new DeviceDescription(client.userAgent(), null, null));
  }
}
