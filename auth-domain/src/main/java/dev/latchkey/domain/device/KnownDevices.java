package dev.latchkey.domain.device;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The devices from which each user signed in, recognised by what they keep. */
public interface KnownDevices {

  /**
   * The device that one of these tokens belongs to, if it is one of this user's and he signed in
   * there after the given instant. One read, also for a user who does not exist.
   */
  Optional<KnownDevice> recognise(UserId user, Collection<DeviceToken> shown, Instant seenAfter);

  /**
   * Remembers a device of an existing user, and where it is. When he has more than so many, those
   * go first from which he never signed in again, and then those that he used longest ago.
   */
  void add(UserId user, KnownDevice device, ClientContext client, int limit, Instant now);

  /**
   * Notes that the user signed in there again, and from where; false when the device is no longer
   * his.
   */
  boolean seen(UserId user, DeviceId device, ClientContext client, Instant now);

  /** Those where the user signed in after the given instant, the last seen first. */
  List<SeenDevice> list(UserId user, Instant seenAfter);

  /** Makes a stranger of a device of this user; true for the one caller who did it. */
  boolean forget(UserId user, DeviceId device);

  /** Makes strangers of all devices of the user; answers how many there were. */
  int forgetAll(UserId user);

  /** Forgets devices last seen before this instant; answers how many. */
  int purge(Instant seenBefore);

  /** A device, and what it is recognised by. */
  record KnownDevice(DeviceId id, DeviceToken token) {}

  /**
   * A device as its owner sees it.
   *
   * @param client of the last sign-in there; it has no request id
   */
  record SeenDevice(DeviceId id, Instant firstSeen, Instant lastSeen, ClientContext client) {}
}
