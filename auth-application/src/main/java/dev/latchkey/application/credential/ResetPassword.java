package dev.latchkey.application.credential;

import dev.latchkey.application.recovery.BeginRecovery;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.credential.CredentialEvent.PasswordReset;
import dev.latchkey.domain.credential.PasswordContext;
import dev.latchkey.domain.credential.PasswordCredentials;
import dev.latchkey.domain.credential.PasswordGuesses;
import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.credential.PasswordHasher;
import dev.latchkey.domain.credential.PasswordPolicy.Fault;
import dev.latchkey.domain.credential.PasswordPolicy.Verdict;
import dev.latchkey.domain.credential.PasswordResets;
import dev.latchkey.domain.device.KnownDevices;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.recovery.Recoveries;
import dev.latchkey.domain.recovery.Recovery;
import dev.latchkey.domain.recovery.RecoveryEvent.RecoveryCompleted;
import dev.latchkey.domain.session.SessionEvent.AllSessionsEnded;
import dev.latchkey.domain.session.SessionEvent.Reason;
import dev.latchkey.domain.session.Sessions;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.user.Users;
import dev.latchkey.domain.verification.CodeDigest;
import dev.latchkey.domain.verification.CodeDigester;
import dev.latchkey.domain.verification.CodeDigester.Purpose;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Sets a new password for whoever brings the token from the mail, and ends everything that the user
 * was signed in with. A user who had none gets none by a mail that anybody may ask for: it begins
 * his recovery, whose own mail comes when the time to object is over, and is taken here too.
 *
 * <p>Signs nobody in: the next sign-in asks for all that sign-ins ask for. Guesses at tokens are
 * not counted, because 256 bits are not guessed.
 */
public final class ResetPassword {

  /** What was presented as the token of a mail, and the password that was typed. */
  public record Command(String presented, String password, ClientContext client) {
    @Override
    public String toString() {
      return "Command[redacted]";
    }
  }

  /** Another password, or why not. */
  public sealed interface Outcome {
    record Reset() implements Outcome {}

    /** There was no password, so none was set: a mail that does it comes then. */
    record RecoveryBegun(Instant dueAt) implements Outcome {}

    /** Unknown, used, expired, replaced, or of a user who changed since: alike on purpose. */
    record InvalidToken() implements Outcome {}

    /** Nothing is lost: another password may be tried with the same token. */
    record PasswordRefused(List<Fault> faults) implements Outcome {}
  }

  private final UnitOfWork unit;
  private final PasswordResets resets;
  private final Recoveries recoveries;
  private final Users users;
  private final PasswordCredentials passwords;
  private final PasswordGuesses guesses;
  private final KnownDevices devices;
  private final Sessions sessions;
  private final Outbox outbox;
  private final Crypto crypto;
  private final JudgePassword judgePassword;
  private final BeginRecovery beginRecovery;
  private final InstantSource time;

  public ResetPassword(
      StoragePorts storage,
      Crypto crypto,
      JudgePassword judgePassword,
      BeginRecovery beginRecovery,
      InstantSource time) {
    this.unit = storage.unit();
    this.resets = storage.passwordResets();
    this.recoveries = storage.recoveries();
    this.users = storage.users();
    this.passwords = storage.passwords();
    this.guesses = storage.guesses();
    this.devices = storage.devices();
    this.sessions = storage.sessions();
    this.outbox = storage.outbox();
    this.crypto = crypto;
    this.judgePassword = judgePassword;
    this.beginRecovery = beginRecovery;
    this.time = time;
  }

  /** By what tokens are known, and passwords kept. */
  public record Crypto(CodeDigester codes, PasswordHasher hasher) {}

  /** What a token is worth, and whose it is. */
  private record Right(Purpose purpose, List<CodeDigest> candidates, User owner) {}

  /** Whoever has no token that is worth something hears nothing of passwords, nor has us hash. */
  public Outcome handle(Command command) {
    var now = time.instant();
    return SecretToken.parse(command.presented())
        .flatMap(token -> right(token, now))
        .map(right -> use(command, right, now))
        .orElseGet(Outcome.InvalidToken::new);
  }

  private Optional<Right> right(SecretToken token, Instant now) {
    var reset = crypto.codes().candidates(Purpose.PASSWORD_RESET, token);
    var recovery = crypto.codes().candidates(Purpose.RECOVERY, token);
    return resets
        .owner(reset, now)
        .flatMap(users::find)
        .map(owner -> new Right(Purpose.PASSWORD_RESET, reset, owner))
        .or(
            () ->
                recoveries
                    .owner(recovery, now)
                    .flatMap(users::find)
                    .map(owner -> new Right(Purpose.RECOVERY, recovery, owner)));
  }

  private Outcome use(Command command, Right right, Instant now) {
    return right.purpose() == Purpose.RECOVERY || hasPassword(right.owner())
        ? reset(command, right, now)
        : unit.write(() -> recover(command, right, now));
  }

  /** Frozen or not: whose password was frozen sets another one at once. */
  private boolean hasPassword(User user) {
    return passwords.findByEmail(user.email()).isPresent();
  }

  /** Whoever sets a password meanwhile raises the epoch, and so the token is dead. */
  private Outcome recover(Command command, Right right, Instant now) {
    return resets
        .spend(right.candidates(), now)
        .flatMap(user -> beginRecovery.begin(right.owner(), command.client(), now))
        .<Outcome>map(recovery -> new Outcome.RecoveryBegun(recovery.dueAt()))
        .orElseGet(Outcome.InvalidToken::new);
  }

  private Outcome reset(Command command, Right right, Instant now) {
    var person = PasswordContext.of(right.owner().email(), right.owner().name());
    return switch (judgePassword.judge(command.password(), person)) {
      case Verdict.Accepted(var password) -> {
        var hash = crypto.hasher().hash(password);
        yield unit.write(() -> set(right, hash, command.client(), now));
      }
      case Verdict.Refused(var faults) -> new Outcome.PasswordRefused(faults);
    };
  }

  /** In the unit: the token is spent and all that follows from it has happened, or nothing has. */
  private Outcome set(Right right, PasswordHash hash, ClientContext client, Instant now) {
    var user = spent(right, client, now);
    if (user.isEmpty()) {
      return new Outcome.InvalidToken();
    }
    replacePassword(user.get(), hash, client, now);
    return new Outcome.Reset();
  }

  private Optional<UserId> spent(Right right, ClientContext client, Instant now) {
    if (right.purpose() == Purpose.PASSWORD_RESET) {
      return resets.spend(right.candidates(), now);
    }
    var recovery = recoveries.spend(right.candidates(), now);
    recovery.ifPresent(it -> outbox.append(new RecoveryCompleted(it.user(), it.id(), now), client));
    return recovery.map(Recovery::user);
  }

  private void replacePassword(UserId user, PasswordHash hash, ClientContext client, Instant now) {
    // The epoch first: it is what a login under way will stumble over.
    users.raiseEpoch(user);
    passwords.set(user, hash, now);
    // Rebound: whoever guessed starts anew at another password, and no device is known any more.
    guesses.forgiveAll(user);
    devices.forgetAll(user);
    var ended = sessions.endAll(user, now);
    outbox.append(new PasswordReset(user, now), client);
    outbox.append(new AllSessionsEnded(user, ended, Reason.PASSWORD_RESET, now), client);
  }
}
