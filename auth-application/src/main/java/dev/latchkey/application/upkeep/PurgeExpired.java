package dev.latchkey.application.upkeep;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.address.AddressChanges;
import dev.latchkey.domain.credential.GuessBudgets;
import dev.latchkey.domain.credential.PasswordGuesses;
import dev.latchkey.domain.credential.PasswordResets;
import dev.latchkey.domain.device.DevicePolicy;
import dev.latchkey.domain.device.KnownDevices;
import dev.latchkey.domain.notice.Notices;
import dev.latchkey.domain.passkey.PendingCeremonies;
import dev.latchkey.domain.recovery.Recoveries;
import dev.latchkey.domain.registration.Registrations;
import dev.latchkey.domain.session.Sessions;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets what is over. Nothing depends on when this runs: everything that expires is dead by its
 * own instant.
 */
public final class PurgeExpired {
  private static final Logger LOG = LoggerFactory.getLogger(PurgeExpired.class);

  /** Sessions stay a while, so that a stolen token that comes back late is still recognised. */
  private static final Duration KEEP_SESSIONS = Duration.ofDays(30);

  private final Registrations registrations;
  private final PasswordResets passwordResets;
  private final AddressChanges addressChanges;
  private final Recoveries recoveries;
  private final GuessBudgets budgets;
  private final Sessions sessions;
  private final KnownDevices devices;
  private final PasswordGuesses guesses;
  private final PendingCeremonies ceremonies;
  private final Notices notices;
  private final DevicePolicy policy;
  private final InstantSource time;

  public PurgeExpired(StoragePorts storage, DevicePolicy policy, InstantSource time) {
    this.registrations = storage.registrations();
    this.passwordResets = storage.passwordResets();
    this.addressChanges = storage.addressChanges();
    this.recoveries = storage.recoveries();
    this.budgets = storage.budgets();
    this.sessions = storage.sessions();
    this.devices = storage.devices();
    this.guesses = storage.guesses();
    this.ceremonies = storage.ceremonies();
    this.notices = storage.notices();
    this.policy = policy;
    this.time = time;
  }

  public void run() {
    var now = time.instant();
    LOG.atInfo()
        .addKeyValue("registrations", registrations.purge(now))
        .addKeyValue("password_resets", passwordResets.purge(now))
        .addKeyValue("address_changes", addressChanges.purge(now))
        .addKeyValue("recoveries", recoveries.purge(now))
        .addKeyValue("budgets", budgets.purge(now))
        .addKeyValue("sessions", sessions.purge(now.minus(KEEP_SESSIONS)))
        .addKeyValue("devices", devices.purge(now.minus(policy.remembered())))
        .addKeyValue("guesses", guesses.purge())
        .addKeyValue("ceremonies", ceremonies.purge(now))
        .addKeyValue("notices", notices.purge(now))
        .log("purged what is over");
  }
}
