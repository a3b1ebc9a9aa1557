package dev.latchkey.application.credential;

import dev.latchkey.application.device.RememberDevice;
import dev.latchkey.domain.CryptoPorts;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.credential.Account;
import dev.latchkey.domain.credential.AddressBuckets;
import dev.latchkey.domain.credential.CredentialEvent.GuessingNoticed;
import dev.latchkey.domain.credential.CredentialEvent.LoginRefused;
import dev.latchkey.domain.credential.CredentialEvent.Reason;
import dev.latchkey.domain.credential.Guesser;
import dev.latchkey.domain.credential.LockoutPolicy;
import dev.latchkey.domain.credential.PasswordCredential;
import dev.latchkey.domain.credential.PasswordCredentials;
import dev.latchkey.domain.credential.PasswordGuesses;
import dev.latchkey.domain.credential.PasswordGuesses.Try;
import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.credential.PasswordHasher;
import dev.latchkey.domain.credential.PasswordHasher.Match;
import dev.latchkey.domain.credential.PasswordHasher.Turn;
import dev.latchkey.domain.credential.PlainPassword;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.device.KnownDevices.KnownDevice;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.session.Authentication;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a password is the right one: the one way to do so, so that every try is counted,
 * wherever it is made.
 *
 * <p>The try is counted before the password is looked at, in a statement of its own, so neither a
 * race nor a rollback gives a guess for nothing. Known devices are counted apart from strangers.
 * Unknown, wrong, disabled, slowed and tried too often cost one hash each, and the same statements.
 */
public final class CheckPassword {

  /** What was typed and shown, once it can be worked with. */
  record Attempt(
      EmailAddress email,
      PlainPassword password,
      List<DeviceToken> devices,
      ClientContext client,
      Instant now) {
    @Override
    public String toString() {
      return "Attempt[redacted]";
    }
  }

  /** Whether it is right. What is not was audited. */
  sealed interface Verdict {
    /**
     * It is; whoever uses that calls {@link CheckPassword#accept} in the same unit.
     *
     * @param fresh a better hash of the same password, if the stored one is of yesterday
     * @param device the one that was recognised
     */
    record Right(
        PasswordCredential credential,
        Authentication proof,
        Optional<PasswordHash> fresh,
        Guesser guesser,
        Optional<KnownDevice> device)
        implements Verdict {}

    /** It is not, or is not looked at any more. */
    record Wrong() implements Verdict {}

    /** Not looked at: to be tried again when this has passed. */
    record Slowed(Duration pause) implements Verdict {}
  }

  private final UnitOfWork unit;
  private final PasswordCredentials passwords;
  private final PasswordGuesses guesses;
  private final RememberDevice rememberDevice;
  private final Outbox outbox;
  private final PasswordHasher hasher;
  private final AddressBuckets buckets;
  private final LockoutPolicy policy;

  public CheckPassword(
      StoragePorts storage,
      CryptoPorts crypto,
      RememberDevice rememberDevice,
      LockoutPolicy policy) {
    this.unit = storage.unit();
    this.passwords = storage.passwords();
    this.guesses = storage.guesses();
    this.rememberDevice = rememberDevice;
    this.outbox = storage.outbox();
    this.hasher = crypto.hasher();
    this.buckets = crypto.buckets();
    this.policy = policy;
  }

  /**
   * Looks, once there is a place to hash: whoever is turned away asked nothing of the database.
   *
   * @throws dev.latchkey.domain.kernel.OverloadedException at once, when there is none
   */
  Verdict check(Attempt attempt) {
    try (var turn = hasher.turn()) {
      return check(attempt, turn);
    }
  }

  /** The same, in a place that the caller has taken. */
  Verdict check(Attempt attempt, Turn turn) {
    var known = passwords.findByEmail(attempt.email());
    var account =
        known
            .map(credential -> Account.of(credential.owner().id()))
            .orElseGet(() -> Account.bucket(buckets.bucketOf(attempt.email())));
    var device = rememberDevice.recognise(account.asUser(), attempt.devices(), attempt.now());
    var guesser = new Guesser(account, device.map(KnownDevice::id));
    return switch (guesses.begin(guesser, policy, attempt.now())) {
      case Try.Granted() ->
          known.isPresent()
              ? compare(attempt, known.get(), new Side(guesser, device), turn)
              : refuseUnknown(attempt, turn);
      case Try.Slowed(var until, var first) -> {
        refuseUnseen(attempt, known, new Refusal(Reason.SLOWED, first), turn);
        yield new Verdict.Slowed(Duration.between(attempt.now(), until));
      }
      case Try.Capped(var first) -> {
        refuseUnseen(attempt, known, new Refusal(Reason.BUDGET_SPENT, first), turn);
        yield new Verdict.Wrong();
      }
    };
  }

  /** Who guesses, and on which device. */
  private record Side(Guesser guesser, Optional<KnownDevice> device) {}

  /** Why a password is not looked at, and whether the owner is to be told. */
  private record Refusal(Reason reason, boolean notable) {}

  private Verdict compare(Attempt attempt, PasswordCredential credential, Side side, Turn turn) {
    var match = turn.verify(attempt.password(), credential.hash());
    var proof = credential.confirm(match, attempt.now());
    if (proof.isEmpty()) {
      return refuse(attempt, credential.owner().id(), reason(match, credential));
    }
    var fresh =
        match instanceof Match.MatchedButStale
            ? Optional.of(turn.hash(attempt.password()))
            : Optional.<PasswordHash>empty();
    return new Verdict.Right(credential, proof.get(), fresh, side.guesser(), side.device());
  }

  /** Who knew the password and was refused all the same may not sign in at all, or not with it. */
  private static Reason reason(Match match, PasswordCredential credential) {
    if (match instanceof Match.Mismatched) {
      return Reason.WRONG_PASSWORD;
    }
    return credential.frozen() ? Reason.FROZEN : Reason.DISABLED;
  }

  /** In the unit that makes use of the right password. */
  void accept(Verdict.Right right) {
    guesses.forgive(right.guesser());
    var credential = right.credential();
    right
        .fresh()
        .ifPresent(hash -> passwords.rehash(credential.owner().id(), credential.hash(), hash));
  }

  /** In the unit that found the account changed since the password was looked at. */
  void refuseChanged(Attempt attempt, UserId user) {
    append(attempt, user, Reason.CHANGED_MEANWHILE);
  }

  private Verdict refuseUnknown(Attempt attempt, Turn turn) {
    turn.verifyNobody(attempt.password());
    return refuse(attempt, null, Reason.UNKNOWN_ADDRESS);
  }

  private Verdict refuse(Attempt attempt, @Nullable UserId user, Reason reason) {
    return unit.write(
        () -> {
          append(attempt, user, reason);
          return new Verdict.Wrong();
        });
  }

  private void refuseUnseen(
      Attempt attempt, Optional<PasswordCredential> known, Refusal refusal, Turn turn) {
    turn.verifyNobody(attempt.password());
    var user = known.map(credential -> credential.owner().id()).orElse(null);
    unit.write(
        () -> {
          append(attempt, user, refusal.reason());
          if (refusal.notable() && user != null) {
            outbox.append(new GuessingNoticed(user, attempt.now()), attempt.client());
          }
          return refusal;
        });
  }

  private void append(Attempt attempt, @Nullable UserId user, Reason reason) {
    outbox.append(new LoginRefused(user, reason, attempt.now()), attempt.client());
  }
}
