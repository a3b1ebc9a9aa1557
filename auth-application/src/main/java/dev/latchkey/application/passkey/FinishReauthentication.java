package dev.latchkey.application.passkey;

import dev.latchkey.application.passkey.CheckPasskey.Attempt;
import dev.latchkey.application.passkey.CheckPasskey.Verdict;
import dev.latchkey.application.session.ReplaceProof;
import dev.latchkey.application.session.ReplaceProof.Replaced;
import dev.latchkey.application.session.ResolveSession.Caller;
import dev.latchkey.application.token.TokenIssuer;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.passkey.CeremonyId;
import dev.latchkey.domain.passkey.PasskeyEvent.Kind;
import dev.latchkey.domain.passkey.PasskeyEvent.Reason;
import dev.latchkey.domain.passkey.Passkeys;
import dev.latchkey.domain.passkey.PendingCeremony;
import dev.latchkey.domain.passkey.PendingCeremony.Purpose;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Lets somebody who is signed in show anew who he is, with one of his passkeys (RFC 9470). The
 * session goes on with a new pair; the refresh token before is spent.
 */
public final class FinishReauthentication {

  /**
   * What the authenticator answered, in which session.
   *
   * @param credential an {@code AuthenticationResponseJSON}
   */
  public record Command(
      Caller caller, CeremonyId ceremony, String credential, ClientContext client) {
    @Override
    public String toString() {
      return "Command[redacted]";
    }
  }

  /** A pair that says when this was, or none. */
  public sealed interface Outcome {
    record Shown(Tokens tokens) implements Outcome {}

    /** For whichever reason; the audit trail knows. */
    record Refused() implements Outcome {}
  }

  private final UnitOfWork unit;
  private final Passkeys passkeys;
  private final Ceremonies ceremonies;
  private final CheckPasskey checkPasskey;
  private final ReplaceProof replaceProof;
  private final TokenIssuer issuer;
  private final InstantSource time;

  /** What it is made of. */
  public record Steps(
      Ceremonies ceremonies,
      CheckPasskey checkPasskey,
      ReplaceProof replaceProof,
      TokenIssuer issuer) {}

  public FinishReauthentication(StoragePorts storage, Steps steps, InstantSource time) {
    this.unit = storage.unit();
    this.passkeys = storage.passkeys();
    this.ceremonies = steps.ceremonies();
    this.checkPasskey = steps.checkPasskey();
    this.replaceProof = steps.replaceProof();
    this.issuer = steps.issuer();
    this.time = time;
  }

  public Outcome handle(Command command) {
    var now = time.instant();
    return ceremonies
        .take(command.ceremony(), now)
        .filter(ceremony -> isHis(ceremony, command.caller()))
        .map(ceremony -> check(command, ceremony, now))
        .orElseGet(() -> refuse(command, now));
  }

  private static boolean isHis(PendingCeremony ceremony, Caller caller) {
    return ceremony.purpose() instanceof Purpose.Reauthenticating(var user, var session)
        && user.equals(caller.user().id())
        && session.equals(caller.session().id());
  }

  private Outcome refuse(Command command, Instant now) {
    var user = command.caller().user().id();
    ceremonies.refuse(user, Kind.REAUTHENTICATING, Reason.CEREMONY, command.client(), now);
    return new Outcome.Refused();
  }

  private Outcome check(Command command, PendingCeremony ceremony, Instant now) {
    var user = command.caller().user().id();
    var attempt =
        new Attempt(
            BeginReauthentication.showing(
                ceremony.challenge(), passkeys.list(user), ceremonies.policy()),
            Optional.of(user),
            Kind.REAUTHENTICATING,
            command.credential(),
            command.client(),
            now);
    return checkPasskey.check(attempt) instanceof Verdict.Right right
        ? show(command, attempt, right)
        : new Outcome.Refused();
  }

  private Outcome show(Command command, Attempt attempt, Verdict.Right right) {
    return unit.write(() -> replace(command, attempt, right))
        .<Outcome>map(
            pair -> new Outcome.Shown(issuer.issue(pair.standing(), pair.token(), attempt.now())))
        .orElseGet(Outcome.Refused::new);
  }

  private Optional<Replaced> replace(Command command, Attempt attempt, Verdict.Right right) {
    if (!checkPasskey.accept(attempt, right)) {
      return Optional.empty();
    }
    var session = command.caller().session().id();
    var replaced = replaceProof.replace(session, right.proof(), attempt.client(), attempt.now());
    if (replaced.isEmpty()) {
      checkPasskey.refuseChanged(attempt, right);
    }
    return replaced;
  }
}
