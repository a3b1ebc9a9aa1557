package dev.latchkey.application.upkeep;

import dev.latchkey.domain.credential.GuessBudgets;
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
  private final GuessBudgets budgets;
  private final Sessions sessions;
  private final InstantSource time;

  public PurgeExpired(
      Registrations registrations, GuessBudgets budgets, Sessions sessions, InstantSource time) {
    this.registrations = registrations;
    this.budgets = budgets;
    this.sessions = sessions;
    this.time = time;
  }

  public void run() {
    var now = time.instant();
    LOG.atInfo()
        .addKeyValue("registrations", registrations.purge(now))
        .addKeyValue("budgets", budgets.purge(now))
        .addKeyValue("sessions", sessions.purge(now.minus(KEEP_SESSIONS)))
        .log("purged what is over");
  }
}
