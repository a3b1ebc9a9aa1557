package dev.latchkey.application.device;

import dev.latchkey.domain.device.DeviceEvent.DeviceForgotten;
import dev.latchkey.domain.device.DeviceId;
import dev.latchkey.domain.device.KnownDevices;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.user.UserId;
import java.time.InstantSource;

/**
 * Makes a stranger of a device. Nobody is signed out by it: whoever guesses there, and whoever
 * signs in there, is counted as anybody.
 */
public final class ForgetDevice {
  public record Command(UserId user, DeviceId device, ClientContext client) {}

  private final UnitOfWork unit;
  private final KnownDevices devices;
  private final Outbox outbox;
  private final InstantSource time;

  public ForgetDevice(UnitOfWork unit, KnownDevices devices, Outbox outbox, InstantSource time) {
    this.unit = unit;
    this.devices = devices;
    this.outbox = outbox;
    this.time = time;
  }

  /** False when it is none of the user's devices, or not any more. */
  public boolean handle(Command command) {
    var now = time.instant();
    return unit.write(
        () -> {
          if (!devices.forget(command.user(), command.device())) {
            return false;
          }
          outbox.append(
              new DeviceForgotten(command.user(), command.device(), now), command.client());
          return true;
        });
  }
}
