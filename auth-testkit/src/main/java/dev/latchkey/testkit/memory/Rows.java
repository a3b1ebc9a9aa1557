package dev.latchkey.testkit.memory;

import dev.latchkey.domain.address.AddressChange;
import dev.latchkey.domain.address.AddressChangeId;
import dev.latchkey.domain.audit.AuditEntry;
import dev.latchkey.domain.credential.Guesser;
import dev.latchkey.domain.device.DeviceId;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.passkey.CeremonyId;
import dev.latchkey.domain.passkey.CredentialId;
import dev.latchkey.domain.passkey.PendingCeremony;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that the storage holds. Every value is immutable, so that a copy of the maps is enough. */
final class Rows {
  final Map<UserId, User> users = new LinkedHashMap<>();
  final Map<UserId, InMemoryPasswordCredentials.Row> passwords = new HashMap<>();
  final Map<EmailAddress, InMemoryPasswordResets.Row> resets = new HashMap<>();
  final Map<RegistrationId, InMemoryRegistrations.Row> registrations = new HashMap<>();
  final Map<InMemoryGuessBudgets.Key, InMemoryGuessBudgets.Counter> budgets = new HashMap<>();
  final Map<Guesser, InMemoryPasswordGuesses.Series> guesses = new HashMap<>();
  final Map<DeviceId, InMemoryKnownDevices.Row> devices = new LinkedHashMap<>();
  final Map<CredentialId, InMemoryPasskeys.Row> passkeys = new LinkedHashMap<>();
  final Map<CeremonyId, PendingCeremony> ceremonies = new LinkedHashMap<>();
  final Map<SessionId, Session> sessions = new LinkedHashMap<>();
  final Map<KeyId, SigningKey> signingKeys = new LinkedHashMap<>();
  final Map<UserId, InMemoryDeletions.Row> deletions = new LinkedHashMap<>();
  final Map<EventId, InMemoryNotices.Row> notices = new LinkedHashMap<>();
  final Map<UserId, InMemoryAddressChanges.Row> addressChanges = new LinkedHashMap<>();
  final Map<AddressChangeId, AddressChange> replacedChanges = new LinkedHashMap<>();
  final Map<AddressChangeId, InMemoryAddressChanges.Left> leftAddresses = new LinkedHashMap<>();
  final Map<UserId, InMemoryRecoveries.Row> recoveries = new LinkedHashMap<>();
  final List<AuditEntry> trail = new ArrayList<>();
  final Map<String, Staged> deliveries = new LinkedHashMap<>();

  Rows copy() {
    var copy = new Rows();
    copy.users.putAll(users);
    copy.passwords.putAll(passwords);
    copy.resets.putAll(resets);
    copy.registrations.putAll(registrations);
    copy.budgets.putAll(budgets);
    copy.guesses.putAll(guesses);
    copy.devices.putAll(devices);
    copy.passkeys.putAll(passkeys);
    copy.ceremonies.putAll(ceremonies);
    copy.sessions.putAll(sessions);
    copy.signingKeys.putAll(signingKeys);
    copy.deletions.putAll(deletions);
    copy.notices.putAll(notices);
    copy.addressChanges.putAll(addressChanges);
    copy.replacedChanges.putAll(replacedChanges);
    copy.leftAddresses.putAll(leftAddresses);
    copy.recoveries.putAll(recoveries);
    copy.trail.addAll(trail);
    copy.deliveries.putAll(deliveries);
    return copy;
  }
}
