package dev.latchkey.domain.device;

import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** The devices from which each user signed in, recognised by what they keep. */
public interface KnownDevices {

  /**
   * The device that one of these tokens belongs to, if it is one of this user's and he signed in
   * there after the given instant. One read, also for a user who does not exist.
   */
  Optional<KnownDevice> recognise(UserId user, Collection<DeviceToken> shown, Instant seenAfter);

  /**
   * Remembers a device of an existing user. When he has more than so many, those go first from
   * which he never signed in again, and then those that he used longest ago.
   */
  void add(UserId user, KnownDevice device, int limit, Instant now);

  /** Notes that the user signed in there again; false when the device is no longer his. */
  boolean seen(UserId user, DeviceId device, Instant now);

  /** Makes strangers of all devices of the user; answers how many there were. */
  int forgetAll(UserId user);

  /** Forgets devices last seen before this instant; answers how many. */
  int purge(Instant seenBefore);

  /** A device, and what it is recognised by. */
  record KnownDevice(DeviceId id, DeviceToken token) {}
}
