package dev.latchkey.application.notification;

import dev.latchkey.domain.device.DeviceDescriber;
import dev.latchkey.domain.device.DeviceDescription;
import dev.latchkey.domain.device.IpLocator;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.notice.Happening;
import java.time.Instant;
import java.util.Optional;

/** Says of a client on which device and where it seems to be, as far as anybody is there to ask. */
public record Origins(Optional<DeviceDescriber> describer, Optional<IpLocator> locator) {

  Happening of(Instant at, ClientContext client) {
    var device =
        describer
            .map(known -> known.describe(client))
            .orElseGet(() -> new DeviceDescription(client.userAgent(), null, null));
    var place =
        Optional.ofNullable(client.address())
            .flatMap(address -> locator.flatMap(known -> known.locate(address)));
    return new Happening(at, client, device, place.orElse(null));
  }
}
