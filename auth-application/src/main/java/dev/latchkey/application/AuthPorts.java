package dev.latchkey.application;

import dev.latchkey.domain.CryptoPorts;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.credential.BreachedPasswords;
import dev.latchkey.domain.notification.Notifier;
import java.util.Optional;

/**
 * Everything that the use-cases need from outside.
 *
 * @param breached empty where nobody is asked about leaked passwords
 */
public record AuthPorts(
    StoragePorts storage,
    CryptoPorts crypto,
    Notifier notifier,
    Optional<BreachedPasswords> breached) {

  /** What is needed, and nothing that is optional. */
  public AuthPorts(StoragePorts storage, CryptoPorts crypto, Notifier notifier) {
    this(storage, crypto, notifier, Optional.empty());
  }

  /** The same, and new passwords are looked up there too. */
  public AuthPorts with(BreachedPasswords passwords) {
    return new AuthPorts(storage, crypto, notifier, Optional.of(passwords));
  }
}
