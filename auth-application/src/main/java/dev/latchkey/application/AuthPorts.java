package dev.latchkey.application;

import dev.latchkey.domain.CryptoPorts;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.credential.BreachedPasswords;
import dev.latchkey.domain.device.DeviceDescriber;
import dev.latchkey.domain.device.IpLocator;
import dev.latchkey.domain.notification.Notifier;
import java.util.Optional;

/**
 * Everything that the use-cases need from outside.
 *
 * @param breached empty where nobody is asked about leaked passwords
 * @param describer empty where nobody reads what clients say of themselves
 * @param locator empty where nobody knows places
 */
public record AuthPorts(
    StoragePorts storage,
    CryptoPorts crypto,
    Notifier notifier,
    Optional<BreachedPasswords> breached,
    Optional<DeviceDescriber> describer,
    Optional<IpLocator> locator) {

  /** What is needed, and nothing that is optional. */
  public AuthPorts(StoragePorts storage, CryptoPorts crypto, Notifier notifier) {
    this(storage, crypto, notifier, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The same, and new passwords are looked up there too. */
  public AuthPorts with(BreachedPasswords passwords) {
    return new AuthPorts(storage, crypto, notifier, Optional.of(passwords), describer, locator);
  }

  /** The same, and sessions and devices are described by this one. */
  public AuthPorts describedBy(DeviceDescriber devices) {
    return new AuthPorts(storage, crypto, notifier, breached, Optional.of(devices), locator);
  }

  /** The same, and addresses are located by this one. */
  public AuthPorts locatedBy(IpLocator places) {
    return new AuthPorts(storage, crypto, notifier, breached, describer, Optional.of(places));
  }
}
