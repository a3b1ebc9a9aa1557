package dev.latchkey.application;

import dev.latchkey.domain.CryptoPorts;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.notification.Notifier;

/** Everything that the use-cases need from outside. */
public record AuthPorts(StoragePorts storage, CryptoPorts crypto, Notifier notifier) {}
