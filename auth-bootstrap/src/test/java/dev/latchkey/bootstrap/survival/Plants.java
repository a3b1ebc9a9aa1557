package dev.latchkey.bootstrap.survival;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.credential.PasswordResets;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.session.Sessions;

/** Storages with one thing wrong in each, to show that it is found. */
final class Plants {
  private Plants() {}

  /** Tokens for lost passwords are looked for first, and spent afterwards. */
  static StoragePorts findThenMark(StoragePorts real) {
    return with(
        real,
        real.unit(),
        real.outbox(),
        new FindThenMarkResets(real.passwordResets()),
        real.sessions());
  }

  /** One end of a session is acknowledged and not done. */
  static StoragePorts deafOnce(StoragePorts real) {
    return with(
        real,
        real.unit(),
        real.outbox(),
        real.passwordResets(),
        new SessionsDeafOnce(real.sessions()));
  }

  /** Some units are acknowledged and rolled back. */
  static StoragePorts forgetful(StoragePorts real) {
    return with(
        real,
        new ForgetfulUnits(real.unit()),
        real.outbox(),
        real.passwordResets(),
        real.sessions());
  }

  /** One sign-in is not told. */
  static StoragePorts silentOnce(StoragePorts real) {
    return with(
        real,
        real.unit(),
        new OutboxSilentOnce(real.outbox()),
        real.passwordResets(),
        real.sessions());
  }

  private static StoragePorts with(
      StoragePorts real, UnitOfWork unit, Outbox outbox, PasswordResets resets, Sessions sessions) {
    return new StoragePorts(
        unit,
        outbox,
        real.deliveries(),
        real.auditTrail(),
        real.users(),
        real.registrations(),
        real.passwords(),
        resets,
        real.budgets(),
        real.guesses(),
        real.devices(),
        real.passkeys(),
        real.ceremonies(),
        sessions,
        real.signingKeys(),
        real.deletions(),
        real.notices(),
        real.addressChanges(),
        real.recoveries(),
        real.personalData());
  }
}
