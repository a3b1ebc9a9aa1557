package dev.latchkey.application.device;

import dev.latchkey.domain.CryptoPorts;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.device.DeviceEvent.NewDeviceUsed;
import dev.latchkey.domain.device.DeviceId;
import dev.latchkey.domain.device.DevicePolicy;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.device.KnownDevices;
import dev.latchkey.domain.device.KnownDevices.KnownDevice;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Knows a device by what it kept, and remembers one on which somebody signed in. */
public final class RememberDevice {
  private final KnownDevices devices;
  private final Outbox outbox;
  private final IdSource ids;
  private final Entropy entropy;
  private final DevicePolicy policy;

  /**
   * A sign-in as its device sees it.
   *
   * @param device the one that was recognised; empty for a stranger
   * @param told whether the user is told of a stranger
   */
  public record Visit(
      UserId user, ClientContext client, Optional<KnownDevice> device, boolean told) {}

  public RememberDevice(StoragePorts storage, CryptoPorts crypto, DevicePolicy policy) {
    this.devices = storage.devices();
    this.outbox = storage.outbox();
    this.ids = crypto.ids();
    this.entropy = crypto.entropy();
    this.policy = policy;
  }

  /** The device of this user that keeps one of these; nothing is asked for who keeps nothing. */
  public Optional<KnownDevice> recognise(UserId user, List<DeviceToken> kept, Instant now) {
    return kept.isEmpty()
        ? Optional.empty()
        : devices.recognise(user, kept, now.minus(policy.remembered()));
  }

  /**
   * In the unit that signs in: what the device is known by from now on. One that was forgotten a
   * moment ago is a stranger again, and gets another token.
   */
  public DeviceToken remember(Visit visit, Instant now) {
    return visit
        .device()
        .filter(known -> devices.seen(visit.user(), known.id(), visit.client(), now))
        .orElseGet(() -> added(visit, now))
        .token();
  }

  private KnownDevice added(Visit visit, Instant now) {
    var device = new KnownDevice(new DeviceId(ids.next()), DeviceToken.generate(entropy));
    devices.add(visit.user(), device, visit.client(), policy.limit(), now);
    if (visit.told()) {
      outbox.append(new NewDeviceUsed(visit.user(), device.id(), now), visit.client());
    }
    return device;
  }
}
