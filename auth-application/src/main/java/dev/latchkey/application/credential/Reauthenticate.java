package dev.latchkey.application.credential;

import dev.latchkey.application.credential.CheckPassword.Attempt;
import dev.latchkey.application.credential.CheckPassword.Verdict;
import dev.latchkey.application.session.ResolveSession.Caller;
import dev.latchkey.application.token.TokenIssuer;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.credential.PlainPassword;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.session.Authentication;
import dev.latchkey.domain.session.SessionEvent.Reauthenticated;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.session.SessionPolicy;
import dev.latchkey.domain.session.Sessions;
import dev.latchkey.domain.session.Sessions.Reproof;
import dev.latchkey.domain.session.Sessions.Standing;
import dev.latchkey.domain.token.RefreshToken;
import dev.latchkey.domain.token.RefreshTokenMint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Lets somebody who is signed in show anew who he is, for what demands that (RFC 9470). The session
 * goes on with a new pair; the refresh token before is spent, whoever has a copy of it.
 */
public final class Reauthenticate {

  /** The password that was typed, in which session. */
  public record Command(
      Caller caller, String password, List<DeviceToken> devices, ClientContext client) {
    public Command {
      devices = List.copyOf(devices);
    }

    @Override
    public String toString() {
      return "Command[redacted]";
    }
  }

  /** A pair that says when this was, or none. */
  public sealed interface Outcome {
    record Shown(Tokens tokens) implements Outcome {}

    /** A wrong password, one try too many, or an account that changed: alike on purpose. */
    record Refused() implements Outcome {}

    /** Not looked at: to be tried again when this has passed. */
    record Slowed(Duration pause) implements Outcome {}
  }

  /** The same session may be renewed at this very moment, and then the next look sees that. */
  private static final int LOOKS = 5;

  private final UnitOfWork unit;
  private final Sessions sessions;
  private final Outbox outbox;
  private final CheckPassword checkPassword;
  private final RefreshTokenMint mint;
  private final TokenIssuer issuer;
  private final SessionPolicy policy;
  private final InstantSource time;

  /** How tokens are made. */
  public record Minting(RefreshTokenMint mint, TokenIssuer issuer, SessionPolicy policy) {}

  public Reauthenticate(
      StoragePorts storage, CheckPassword checkPassword, Minting minting, InstantSource time) {
    this.unit = storage.unit();
    this.sessions = storage.sessions();
    this.outbox = storage.outbox();
    this.checkPassword = checkPassword;
    this.mint = minting.mint();
    this.issuer = minting.issuer();
    this.policy = minting.policy();
    this.time = time;
  }

  public Outcome handle(Command command) {
    var password = PlainPassword.parse(command.password());
    if (password.isEmpty()) {
      return new Outcome.Refused();
    }
    var caller = command.caller();
    var attempt =
        new Attempt(
            caller.user().email(),
            password.get(),
            command.devices(),
            command.client(),
            time.instant());
    return switch (checkPassword.check(attempt)) {
      case Verdict.Right right -> show(caller.session().id(), attempt, right);
      case Verdict.Wrong() -> new Outcome.Refused();
      case Verdict.Slowed(var pause) -> new Outcome.Slowed(pause);
    };
  }

  /** What the row knows now, and the token for the client. */
  private record Renewed(Standing standing, RefreshToken token) {}

  private Outcome show(SessionId session, Attempt attempt, Verdict.Right right) {
    var renewed = unit.write(() -> renew(session, attempt, right));
    return renewed.<Outcome>map(pair -> shown(pair, attempt.now())).orElseGet(Outcome.Refused::new);
  }

  private Outcome shown(Renewed pair, Instant now) {
    return new Outcome.Shown(issuer.issue(pair.standing(), pair.token(), now));
  }

  private Optional<Renewed> renew(SessionId session, Attempt attempt, Verdict.Right right) {
    var proof = right.proof();
    for (var look = 0; look < LOOKS; look++) {
      var renewed = tryToRenew(session, proof);
      if (renewed.isPresent()) {
        checkPassword.accept(right);
        outbox.append(
            new Reauthenticated(session, proof.user(), proof.methods(), attempt.now()),
            attempt.client());
        return renewed;
      }
    }
    checkPassword.refuseChanged(attempt, proof.user());
    return Optional.empty();
  }

  private Optional<Renewed> tryToRenew(SessionId session, Authentication proof) {
    return sessions
        .find(session)
        .flatMap(
            seen -> {
              var generation = seen.session().chain().generation();
              var token = mint.fresh(session, Math.addExact(generation, 1));
              var reproof = new Reproof(session, generation, proof, token.key(), token.digest());
              return sessions
                  .reauthenticate(reproof, policy)
                  .map(standing -> new Renewed(standing, token));
            });
  }
}
