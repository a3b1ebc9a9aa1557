package dev.latchkey.adapter.persistence.outbox;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.JdbiUnitOfWork;
import dev.latchkey.adapter.persistence.address.JdbiAddressChanges;
import dev.latchkey.adapter.persistence.audit.JdbiAuditTrail;
import dev.latchkey.adapter.persistence.credential.JdbiGuessBudgets;
import dev.latchkey.adapter.persistence.credential.JdbiPasswordCredentials;
import dev.latchkey.adapter.persistence.credential.JdbiPasswordGuesses;
import dev.latchkey.adapter.persistence.credential.JdbiPasswordResets;
import dev.latchkey.adapter.persistence.device.JdbiKnownDevices;
import dev.latchkey.adapter.persistence.leaving.JdbiDeletions;
import dev.latchkey.adapter.persistence.leaving.JdbiPersonalData;
import dev.latchkey.adapter.persistence.notice.JdbiNotices;
import dev.latchkey.adapter.persistence.passkey.JdbiPasskeys;
import dev.latchkey.adapter.persistence.passkey.JdbiPendingCeremonies;
import dev.latchkey.adapter.persistence.recovery.JdbiRecoveries;
import dev.latchkey.adapter.persistence.registration.JdbiRegistrations;
import dev.latchkey.adapter.persistence.session.JdbiSessions;
import dev.latchkey.adapter.persistence.token.JdbiSigningKeyStore;
import dev.latchkey.adapter.persistence.user.JdbiUsers;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.testkit.time.CountingIds;
import java.util.List;

/** All ports on one database, with an outbox that these subscribers are connected to. */
public final class AStorage {
  private AStorage() {}

  public static StoragePorts with(Database database, List<EventSubscriber> subscribers) {
    var json = new EventJson();
    var outbox = new JdbiOutbox(database, new CountingIds(), json);
    outbox.connect(subscribers);
    return new StoragePorts(
        new JdbiUnitOfWork(database),
        outbox,
        new JdbiDeliveries(database),
        new JdbiAuditTrail(database, json),
        new JdbiUsers(database),
        new JdbiRegistrations(database),
        new JdbiPasswordCredentials(database),
        new JdbiPasswordResets(database),
        new JdbiGuessBudgets(database),
        new JdbiPasswordGuesses(database),
        new JdbiKnownDevices(database),
        new JdbiPasskeys(database),
        new JdbiPendingCeremonies(database),
        new JdbiSessions(database),
        new JdbiSigningKeyStore(database),
        new JdbiDeletions(database),
        new JdbiNotices(database),
        new JdbiAddressChanges(database),
        new JdbiRecoveries(database),
        new JdbiPersonalData(database));
  }
}
