package dev.latchkey.domain.device;

import java.util.Optional;

/** Knows roughly where an IP address is in use. */
public interface IpLocator {

  /**
   * The place, if it is known. Never fails: text that is no address, and an address of a private
   * network, are nowhere.
   *
   * @param address IPv4 or IPv6, as {@link dev.latchkey.domain.kernel.ClientContext} has it
   */
  Optional<Place> locate(String address);
}
