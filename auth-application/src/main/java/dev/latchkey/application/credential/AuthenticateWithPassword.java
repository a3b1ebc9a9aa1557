package dev.latchkey.application.credential;

import dev.latchkey.application.session.OpenSession;
import dev.latchkey.application.session.OpenSession.Opened;
import dev.latchkey.application.token.TokenIssuer;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.credential.Allowance.Budget;
import dev.latchkey.domain.credential.CredentialEvent.LoginRefused;
import dev.latchkey.domain.credential.CredentialEvent.Reason;
import dev.latchkey.domain.credential.GuessBudgets;
import dev.latchkey.domain.credential.GuessBudgets.Take;
import dev.latchkey.domain.credential.LockoutPolicy;
import dev.latchkey.domain.credential.PasswordCredential;
import dev.latchkey.domain.credential.PasswordCredentials;
import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.credential.PasswordHasher;
import dev.latchkey.domain.credential.PasswordHasher.Match;
import dev.latchkey.domain.credential.PlainPassword;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.OverloadedException;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.session.Authentication;
import dev.latchkey.domain.session.Sessions.Standing;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs somebody in with address and password.
 *
 * <p>Unknown, wrong, disabled and tried too often are one answer, and cost one hash each. The try
 * is counted before the password is looked at, in a statement of its own, so neither a race nor a
 * rollback gives a guess for nothing.
 */
public final class AuthenticateWithPassword {

  /** What was typed, and from where. */
  public record Command(String email, String password, ClientContext client) {
    @Override
    public String toString() {
      return "Command[redacted]";
    }
  }

  /** In, or not. */
  public sealed interface Outcome {
    record SignedIn(Tokens tokens) implements Outcome {}

    /** For whichever reason; the audit trail knows. */
    record Refused() implements Outcome {}
  }

  private final UnitOfWork unit;
  private final PasswordCredentials passwords;
  private final GuessBudgets budgets;
  private final Outbox outbox;
  private final PasswordHasher hasher;
  private final LockoutPolicy lockout;
  private final OpenSession openSession;
  private final TokenIssuer issuer;
  private final InstantSource time;

  public AuthenticateWithPassword(
      StoragePorts storage,
      PasswordHasher hasher,
      LockoutPolicy lockout,
      OpenSession openSession,
      TokenIssuer issuer,
      InstantSource time) {
    this.unit = storage.unit();
    this.passwords = storage.passwords();
    this.budgets = storage.budgets();
    this.outbox = storage.outbox();
    this.hasher = hasher;
    this.lockout = lockout;
    this.openSession = openSession;
    this.issuer = issuer;
    this.time = time;
  }

  public Outcome handle(Command command) {
    var now = time.instant();
    var email = EmailAddress.parse(command.email());
    var password = PlainPassword.parse(command.password());
    // What can be no address or no password is nobody's: nothing to count, nothing to hide.
    if (email.isEmpty() || password.isEmpty()) {
      return new Outcome.Refused();
    }
    var attempt = new Attempt(email.get(), password.get(), command.client(), now);
    var budget = lockout.budgetOf(attempt.email());
    return switch (budgets.take(budget, now)) {
      case Take.Granted granted -> check(attempt, granted);
      case Take.Exhausted exhausted -> refuseUnchecked(attempt);
    };
  }

  /** What was typed, once it can be worked with. */
  private record Attempt(
      EmailAddress email, PlainPassword password, ClientContext client, Instant now) {
    @Override
    public String toString() {
      return "Attempt[redacted]";
    }
  }

  private Outcome check(Attempt attempt, Take.Granted granted) {
    try {
      var known = passwords.findByEmail(attempt.email());
      return known.isPresent()
          ? check(attempt, known.get(), granted.budget())
          : refuseUnknown(attempt);
    } catch (OverloadedException nothingWasChecked) {
      budgets.giveBack(granted);
      throw nothingWasChecked;
    }
  }

  private Outcome check(Attempt attempt, PasswordCredential credential, Budget budget) {
    var match = hasher.verify(attempt.password(), credential.hash());
    var proof = credential.confirm(match, attempt.now());
    if (proof.isEmpty()) {
      return refuse(attempt, credential.owner().id(), reason(match));
    }
    var fresh = refreshed(attempt, match);
    return signIn(attempt, credential, proof.get(), fresh, budget);
  }

  /** Who knew the password and was refused all the same may not sign in at all. */
  private static Reason reason(Match match) {
    return match instanceof Match.Mismatched ? Reason.WRONG_PASSWORD : Reason.DISABLED;
  }

  private Optional<PasswordHash> refreshed(Attempt attempt, Match match) {
    return match instanceof Match.MatchedButStale
        ? Optional.of(hasher.hash(attempt.password()))
        : Optional.empty();
  }

  private Outcome signIn(
      Attempt attempt,
      PasswordCredential credential,
      Authentication proof,
      Optional<PasswordHash> fresh,
      Budget budget) {
    var opened =
        unit.write(
            () -> {
              var session = openSession.open(proof, attempt.client(), attempt.now());
              if (session.isPresent()) {
                budgets.clear(budget);
                fresh.ifPresent(hash -> passwords.rehash(proof.user(), credential.hash(), hash));
              } else {
                append(attempt, proof.user(), Reason.CHANGED_MEANWHILE);
              }
              return session;
            });
    return opened
        .<Outcome>map(session -> signedIn(session, credential.owner(), attempt.now()))
        .orElseGet(Outcome.Refused::new);
  }

  private Outcome signedIn(Opened opened, User owner, Instant now) {
    var standing = new Standing(opened.session(), owner);
    return new Outcome.SignedIn(issuer.issue(standing, opened.token(), now));
  }

  private Outcome refuseUnknown(Attempt attempt) {
    hasher.verifyNobody(attempt.password());
    return refuse(attempt, null, Reason.UNKNOWN_ADDRESS);
  }

  /** Looks the account up all the same: for the trail, and for costing what the others cost. */
  private Outcome refuseUnchecked(Attempt attempt) {
    var known = passwords.findByEmail(attempt.email());
    hasher.verifyNobody(attempt.password());
    return refuse(attempt, known.map(c -> c.owner().id()).orElse(null), Reason.BUDGET_SPENT);
  }

  private Outcome refuse(Attempt attempt, @Nullable UserId user, Reason reason) {
    return unit.write(
        () -> {
          append(attempt, user, reason);
          return new Outcome.Refused();
        });
  }

  private void append(Attempt attempt, @Nullable UserId user, Reason reason) {
    outbox.append(new LoginRefused(user, reason, attempt.now()), attempt.client());
  }
}
