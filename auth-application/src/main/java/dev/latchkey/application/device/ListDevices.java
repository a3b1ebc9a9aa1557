package dev.latchkey.application.device;

import dev.latchkey.application.device.DescribeClient.Described;
import dev.latchkey.domain.device.DeviceId;
import dev.latchkey.domain.device.DevicePolicy;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.device.KnownDevices;
import dev.latchkey.domain.device.KnownDevices.KnownDevice;
import dev.latchkey.domain.device.KnownDevices.SeenDevice;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Shows a user the devices that are known to be his, the last seen first. */
public final class ListDevices {

  /**
   * Whose.
   *
   * @param shown what the client keeps of earlier sign-ins
   */
  public record Command(UserId user, List<DeviceToken> shown) {
    public Command {
      shown = List.copyOf(shown);
    }
  }

  private final KnownDevices devices;
  private final DescribeClient describeClient;
  private final DevicePolicy policy;
  private final InstantSource time;

  public ListDevices(
      KnownDevices devices,
      DescribeClient describeClient,
      DevicePolicy policy,
      InstantSource time) {
    this.devices = devices;
    this.describeClient = describeClient;
    this.policy = policy;
    this.time = time;
  }

  public List<Listed> handle(Command command) {
    var after = time.instant().minus(policy.remembered());
    var current = current(command, after);
    return devices.list(command.user(), after).stream()
        .map(device -> listed(device, current))
        .toList();
  }

  private Optional<DeviceId> current(Command command, Instant after) {
    return command.shown().isEmpty()
        ? Optional.empty()
        : devices.recognise(command.user(), command.shown(), after).map(KnownDevice::id);
  }

  private Listed listed(SeenDevice device, Optional<DeviceId> current) {
    return new Listed(
        device,
        current.filter(device.id()::equals).isPresent(),
        describeClient.describe(device.client()));
  }

  /**
   * A known device.
   *
   * @param current whether it is the one that asks
   * @param told of its last sign-in
   */
  public record Listed(SeenDevice device, boolean current, Described told) {}
}
