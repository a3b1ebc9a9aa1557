package dev.latchkey.application.device;

import dev.latchkey.domain.device.DeviceDescriber;
import dev.latchkey.domain.device.DeviceDescription;
import dev.latchkey.domain.device.IpLocator;
import dev.latchkey.domain.device.Place;
import dev.latchkey.domain.kernel.ClientContext;
import java.util.Optional;

/**
 * Tells which device a client is, and where, as far as anybody knows. Looked up each time that it
 * is shown, so that what is learned later is told of what was before.
 */
public final class DescribeClient {
  private static final DeviceDescription UNKNOWN = new DeviceDescription(null, null, null);

  private final Optional<DeviceDescriber> describer;
  private final Optional<IpLocator> locator;

  /** Where one of them is missing, what it would know is unknown. */
  public DescribeClient(Optional<DeviceDescriber> describer, Optional<IpLocator> locator) {
    this.describer = describer;
    this.locator = locator;
  }

  /** What is known of it. */
  public Described describe(ClientContext client) {
    return new Described(
        describer.map(there -> there.describe(client)).orElse(UNKNOWN),
        Optional.ofNullable(client.address())
            .flatMap(address -> locator.flatMap(there -> there.locate(address))));
  }

  /** Device and place of a client. */
  public record Described(DeviceDescription device, Optional<Place> place) {}
}
