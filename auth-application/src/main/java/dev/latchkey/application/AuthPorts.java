package dev.latchkey.application;

import dev.latchkey.domain.CryptoPorts;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.credential.BreachedPasswords;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.passkey.PasskeyCeremony;
import java.util.Optional;

/**
 * Everything that the use-cases need from outside.
 *
 * @param breached empty where nobody is asked about leaked passwords
 * @param passkeys empty where there are no passkeys
 */
public record AuthPorts(
    StoragePorts storage,
    CryptoPorts crypto,
    Notifier notifier,
    Optional<BreachedPasswords> breached,
    Optional<PasskeyCeremony> passkeys) {

  /** What is needed, and nothing that is optional. */
  public AuthPorts(StoragePorts storage, CryptoPorts crypto, Notifier notifier) {
    this(storage, crypto, notifier, Optional.empty());
  }

  /** Without passkeys. */
  public AuthPorts(
      StoragePorts storage,
      CryptoPorts crypto,
      Notifier notifier,
      Optional<BreachedPasswords> breached) {
    this(storage, crypto, notifier, breached, Optional.empty());
  }

  /** The same, and new passwords are looked up there too. */
  public AuthPorts with(BreachedPasswords passwords) {
    return new AuthPorts(storage, crypto, notifier, Optional.of(passwords), passkeys);
  }

  /** The same with passkeys. */
  public AuthPorts with(PasskeyCeremony ceremony) {
    return new AuthPorts(storage, crypto, notifier, breached, Optional.of(ceremony));
  }
}
