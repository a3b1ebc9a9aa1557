package dev.latchkey.application.address;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.address.AddressChanges;
import dev.latchkey.domain.address.AddressEvent.AddressChangeUndone;
import dev.latchkey.domain.address.AddressEvent.AddressWithdrawn;
import dev.latchkey.domain.address.LeftAddress;
import dev.latchkey.domain.credential.PasswordCredentials;
import dev.latchkey.domain.device.KnownDevices;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.passkey.Passkeys;
import dev.latchkey.domain.session.SessionEvent.AllSessionsEnded;
import dev.latchkey.domain.session.SessionEvent.Reason;
import dev.latchkey.domain.session.Sessions;
import dev.latchkey.domain.verification.CodeDigester;
import dev.latchkey.domain.verification.CodeDigester.Purpose;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Gives an account back the address that it had, for whoever brings the token from the mail that
 * went there. Everything that the user was signed in with ends, every wish for another address and
 * all that was mailed for a lost password is dead, no device is known any more, and passkeys that
 * were added since are gone: whoever had the other mailbox must not keep a way in.
 *
 * <p>Signs nobody in. A password that was set since the change is frozen; an older one stays, and
 * the mail to the address says how to set another.
 */
public final class UndoAddressChange {

  /** What was presented as the token of a mail. */
  public record Command(String presented, ClientContext client) {
    @Override
    public String toString() {
      return "Command[redacted]";
    }
  }

  private final UnitOfWork unit;
  private final AddressChanges changes;
  private final Sessions sessions;
  private final KnownDevices devices;
  private final PasswordCredentials passwords;
  private final Passkeys passkeys;
  private final Outbox outbox;
  private final CodeDigester codes;
  private final InstantSource time;

  public UndoAddressChange(StoragePorts storage, CodeDigester codes, InstantSource time) {
    this.unit = storage.unit();
    this.changes = storage.addressChanges();
    this.sessions = storage.sessions();
    this.devices = storage.devices();
    this.passwords = storage.passwords();
    this.passkeys = storage.passkeys();
    this.outbox = storage.outbox();
    this.codes = codes;
    this.time = time;
  }

  /** True for the one caller who undid it; false when the token is worth nothing (any more). */
  public boolean handle(Command command) {
    return SecretToken.parse(command.presented())
        .filter(token -> isUndone(token, command.client()))
        .isPresent();
  }

  private boolean isUndone(SecretToken token, ClientContext client) {
    var now = time.instant();
    var candidates = codes.candidates(Purpose.ADDRESS_UNDO, token);
    return unit.write(
        () -> {
          var undone = changes.undo(candidates, now);
          undone.ifPresent(left -> follow(left, client, now));
          return undone.isPresent();
        });
  }

  private void follow(LeftAddress left, ClientContext client, Instant now) {
    var user = left.user();
    passwords.freezeSetAfter(user, left.leftAt(), now);
    passkeys.removeAddedSince(user, left.leftAt(), now);
    devices.forgetAll(user);
    var ended = sessions.endAll(user, now);
    outbox.append(new AddressChangeUndone(user, left.change(), now), client);
    outbox.append(new AddressWithdrawn(user, left.change(), now), client);
    outbox.append(new AllSessionsEnded(user, ended, Reason.ADDRESS_CHANGE_UNDONE, now), client);
  }
}
