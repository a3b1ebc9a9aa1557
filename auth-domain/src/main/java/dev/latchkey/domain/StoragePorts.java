package dev.latchkey.domain;

import dev.latchkey.domain.address.AddressChanges;
import dev.latchkey.domain.audit.AuditTrail;
import dev.latchkey.domain.credential.GuessBudgets;
import dev.latchkey.domain.credential.PasswordCredentials;
import dev.latchkey.domain.credential.PasswordGuesses;
import dev.latchkey.domain.credential.PasswordResets;
import dev.latchkey.domain.device.KnownDevices;
import dev.latchkey.domain.kernel.Deliveries;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.leaving.Deletions;
import dev.latchkey.domain.leaving.PersonalData;
import dev.latchkey.domain.notice.Notices;
import dev.latchkey.domain.passkey.Passkeys;
import dev.latchkey.domain.passkey.PendingCeremonies;
import dev.latchkey.domain.recovery.Recoveries;
import dev.latchkey.domain.registration.Registrations;
import dev.latchkey.domain.session.Sessions;
import dev.latchkey.domain.token.SigningKeyStore;
import dev.latchkey.domain.user.Users;

/** What a storage supplies, all of it or none: these share one unit of work. */
public record StoragePorts(
    UnitOfWork unit,
    Outbox outbox,
    Deliveries deliveries,
    AuditTrail auditTrail,
    Users users,
    Registrations registrations,
    PasswordCredentials passwords,
    PasswordResets passwordResets,
    GuessBudgets budgets,
    PasswordGuesses guesses,
    KnownDevices devices,
    Passkeys passkeys,
    PendingCeremonies ceremonies,
    Sessions sessions,
    SigningKeyStore signingKeys,
    Deletions deletions,
    Notices notices,
    AddressChanges addressChanges,
    Recoveries recoveries,
    PersonalData personalData) {}
