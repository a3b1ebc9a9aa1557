package dev.latchkey.domain.device;

import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What happens around the devices of users. */
public sealed interface DeviceEvent extends AuthEvent {

  UserId user();

  DeviceId device();

  @Override
  default Optional<UUID> subject() {
    return Optional.of(user().value());
  }

  /** Its owner made a stranger of it. */
  record DeviceForgotten(UserId user, DeviceId device, Instant at) implements DeviceEvent {}

  /**
   * Somebody signed in from a device that was not known, and is now. The device on which an account
   * is made, or its password changed, is no news.
   */
  record NewDeviceUsed(UserId user, DeviceId device, Instant at) implements DeviceEvent {}
}
