package dev.latchkey.application.credential;

import dev.latchkey.application.credential.CheckPassword.Attempt;
import dev.latchkey.application.credential.CheckPassword.Verdict;
import dev.latchkey.application.session.ReplaceProof;
import dev.latchkey.application.session.ReplaceProof.Replaced;
import dev.latchkey.application.session.ResolveSession.Caller;
import dev.latchkey.application.token.TokenIssuer;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.credential.PlainPassword;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.session.SessionId;
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

  private final UnitOfWork unit;
  private final CheckPassword checkPassword;
  private final ReplaceProof replaceProof;
  private final TokenIssuer issuer;
  private final InstantSource time;

  public Reauthenticate(
      UnitOfWork unit,
      CheckPassword checkPassword,
      ReplaceProof replaceProof,
      TokenIssuer issuer,
      InstantSource time) {
    this.unit = unit;
    this.checkPassword = checkPassword;
    this.replaceProof = replaceProof;
    this.issuer = issuer;
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

  private Outcome show(SessionId session, Attempt attempt, Verdict.Right right) {
    return unit.write(() -> replace(session, attempt, right))
        .<Outcome>map(pair -> shown(pair, attempt.now()))
        .orElseGet(Outcome.Refused::new);
  }

  private Outcome shown(Replaced pair, Instant now) {
    return new Outcome.Shown(issuer.issue(pair.standing(), pair.token(), now));
  }

  private Optional<Replaced> replace(SessionId session, Attempt attempt, Verdict.Right right) {
    var replaced = replaceProof.replace(session, right.proof(), attempt.client(), attempt.now());
    if (replaced.isPresent()) {
      checkPassword.accept(right);
    } else {
      checkPassword.refuseChanged(attempt, right.proof().user());
    }
    return replaced;
  }
}
