package dev.latchkey.application.notice;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.address.AddressChanges;
import dev.latchkey.domain.address.AddressEvent.AddressChangeUndone;
import dev.latchkey.domain.address.AddressEvent.AddressWithdrawn;
import dev.latchkey.domain.credential.CredentialEvent.PasswordResetRequested;
import dev.latchkey.domain.credential.PasswordCredentials;
import dev.latchkey.domain.credential.PasswordResetId;
import dev.latchkey.domain.credential.PasswordResetPolicy;
import dev.latchkey.domain.credential.PasswordResets;
import dev.latchkey.domain.device.KnownDevices;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.leaving.Deletions;
import dev.latchkey.domain.leaving.LeavingEvent.DeletionUndone;
import dev.latchkey.domain.leaving.LeavingEvent.Way;
import dev.latchkey.domain.notice.NoticeEvent.HappeningDisavowed;
import dev.latchkey.domain.notice.Notices;
import dev.latchkey.domain.notice.Notices.Disavowal;
import dev.latchkey.domain.passkey.Passkeys;
import dev.latchkey.domain.session.SessionEvent.AllSessionsEnded;
import dev.latchkey.domain.session.SessionEvent.Reason;
import dev.latchkey.domain.session.Sessions;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.user.Users;
import dev.latchkey.domain.verification.CodeDigester;
import dev.latchkey.domain.verification.CodeDigester.Purpose;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Takes a user at his word that something was not him: shuts everybody out of the account, and
 * sends the way back in to the mailbox that the notice went to.
 *
 * <p>All he shows is the token of that mail, once. The password signs nobody in until another one
 * is set, every session has ended and none that was being opened will open, no device is known any
 * more, and what was added since it happened is gone: credentials, a wish to be deleted. If the
 * account has another address by now, it gets that of the notice back. Nothing of that asks whether
 * he is signed in; whoever is signed in, and does not read the mailbox, can do none of it.
 */
public final class DisavowHappening {

  /** What was presented as the token of a notice, and from where. */
  public record Command(String presented, ClientContext client) {
    @Override
    public String toString() {
      return "Command[redacted]";
    }
  }

  /** All of it, or nothing. */
  public sealed interface Outcome {
    /**
     * Everybody is out.
     *
     * @param recoveryMailed the way back in is on its way to the mailbox of the notice; if not, the
     *     account has another address by now and that mailbox is kept for it no more, and only its
     *     operator can help
     */
    record ShutOut(boolean recoveryMailed) implements Outcome {}

    /** Unknown, used, expired, or settled by another link: alike on purpose. */
    record InvalidToken() implements Outcome {}
  }

  private final UnitOfWork unit;
  private final Notices notices;
  private final Users users;
  private final PasswordCredentials passwords;
  private final Passkeys passkeys;
  private final PasswordResets resets;
  private final KnownDevices devices;
  private final Sessions sessions;
  private final Deletions deletions;
  private final AddressChanges changes;
  private final Outbox outbox;
  private final Secrets secrets;
  private final PasswordResetPolicy policy;
  private final InstantSource time;

  /** By what tokens are known, and where ids come from. */
  public record Secrets(CodeDigester codes, IdSource ids) {}

  public DisavowHappening(
      StoragePorts storage, Secrets secrets, PasswordResetPolicy policy, InstantSource time) {
    this.unit = storage.unit();
    this.notices = storage.notices();
    this.users = storage.users();
    this.passwords = storage.passwords();
    this.passkeys = storage.passkeys();
    this.resets = storage.passwordResets();
    this.devices = storage.devices();
    this.sessions = storage.sessions();
    this.deletions = storage.deletions();
    this.changes = storage.addressChanges();
    this.outbox = storage.outbox();
    this.secrets = secrets;
    this.policy = policy;
    this.time = time;
  }

  public Outcome handle(Command command) {
    var now = time.instant();
    return SecretToken.parse(command.presented())
        .map(token -> secrets.codes().candidates(Purpose.NOT_ME, token))
        .map(
            candidates ->
                unit.write(
                    () ->
                        notices
                            .disavow(candidates, now)
                            .<Outcome>map(word -> shutOut(word, command.client(), now))
                            .orElseGet(Outcome.InvalidToken::new)))
        .orElseGet(Outcome.InvalidToken::new);
  }

  /** In the unit, with the user locked: the link is spent and all this has happened, or nothing. */
  private Outcome shutOut(Disavowal word, ClientContext client, Instant now) {
    var user = word.series().user();
    // The epoch first: it is what a login under way will stumble over, and tokens of resets too.
    users.raiseEpoch(user);
    passwords.freeze(user, now);
    passkeys.removeAddedSince(user, word.since(), now);
    devices.forgetAll(user);
    var ended = sessions.endAll(user, now);
    outbox.append(new HappeningDisavowed(user, word.series().kind(), word.since(), now), client);
    outbox.append(new AllSessionsEnded(user, ended, Reason.DISAVOWED, now), client);
    stay(user, word.since(), client, now);
    return new Outcome.ShutOut(isRecoveryMailed(word, client, now));
  }

  /** A wish to be deleted that came after it is no wish of his. */
  private void stay(UserId user, Instant since, ClientContext client, Instant now) {
    var recent = deletions.find(user).filter(wish -> !wish.requestedAt().isBefore(since));
    if (recent.isPresent() && deletions.withdraw(user, now)) {
      outbox.append(new DeletionUndone(user, Way.MAIL, now), client);
    }
  }

  /** To the mailbox of the notice or to none: whoever changed the address must not get it. */
  private boolean isRecoveryMailed(Disavowal word, ClientContext client, Instant now) {
    var user = word.series().user();
    if (!has(user, word.mailbox()) && !isTakenBack(word, client, now)) {
      return false;
    }
    // Not counted among the requests for the address: strangers could have used those up.
    var request = policy.request(new PasswordResetId(secrets.ids().next()), word.mailbox(), now);
    resets.request(request);
    outbox.append(new PasswordResetRequested(request.id(), now), client);
    return true;
  }

  /** Within the time for which a left address is kept; both addresses are told. */
  private boolean isTakenBack(Disavowal word, ClientContext client, Instant now) {
    var user = word.series().user();
    var back = changes.takeBack(user, word.mailbox(), now);
    back.ifPresent(
        left -> {
          outbox.append(new AddressChangeUndone(user, left.change(), now), client);
          outbox.append(new AddressWithdrawn(user, left.change(), now), client);
        });
    return back.isPresent();
  }

  private boolean has(UserId user, EmailAddress address) {
    return users.find(user).map(User::email).filter(address::equals).isPresent();
  }
}
