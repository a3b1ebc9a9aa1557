package dev.latchkey.application.passkey;

import dev.latchkey.application.device.RememberDevice;
import dev.latchkey.application.passkey.CheckPasskey.Attempt;
import dev.latchkey.application.passkey.CheckPasskey.Verdict;
import dev.latchkey.application.session.OpenSession;
import dev.latchkey.application.session.OpenSession.Opened;
import dev.latchkey.application.token.TokenIssuer;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.device.KnownDevices.KnownDevice;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.passkey.CeremonyId;
import dev.latchkey.domain.passkey.PasskeyCeremony.Showing;
import dev.latchkey.domain.passkey.PasskeyEvent.Kind;
import dev.latchkey.domain.passkey.PasskeyEvent.Reason;
import dev.latchkey.domain.passkey.PendingCeremony;
import dev.latchkey.domain.passkey.PendingCeremony.Purpose;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Signs somebody in with the passkey that he shows. */
public final class FinishPasskeyLogin {

  /**
   * What the authenticator answered, to which ceremony.
   *
   * @param credential an {@code AuthenticationResponseJSON}
   * @param devices what the client keeps of earlier sign-ins, of this user or of others
   */
  public record Command(
      CeremonyId ceremony, String credential, List<DeviceToken> devices, ClientContext client) {
    public Command {
      devices = List.copyOf(devices);
    }

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

    /**
     * No user at all has the passkey that was shown: whoever keeps it may forget it. Says nothing
     * about any address.
     */
    record UnknownCredential() implements Outcome {}
  }

  private final UnitOfWork unit;
  private final Ceremonies ceremonies;
  private final CheckPasskey checkPasskey;
  private final RememberDevice rememberDevice;
  private final OpenSession openSession;
  private final TokenIssuer issuer;
  private final InstantSource time;

  /** What it is made of. */
  public record Steps(
      Ceremonies ceremonies,
      CheckPasskey checkPasskey,
      RememberDevice rememberDevice,
      OpenSession openSession,
      TokenIssuer issuer) {}

  public FinishPasskeyLogin(UnitOfWork unit, Steps steps, InstantSource time) {
    this.unit = unit;
    this.ceremonies = steps.ceremonies();
    this.checkPasskey = steps.checkPasskey();
    this.rememberDevice = steps.rememberDevice();
    this.openSession = steps.openSession();
    this.issuer = steps.issuer();
    this.time = time;
  }

  public Outcome handle(Command command) {
    var now = time.instant();
    var taken = ceremonies.take(command.ceremony(), now);
    return taken
        .filter(ceremony -> ceremony.purpose() instanceof Purpose.SigningIn)
        .map(ceremony -> check(command, ceremony, now))
        .orElseGet(() -> refuse(command, now));
  }

  private Outcome refuse(Command command, Instant now) {
    ceremonies.refuse(null, Kind.SIGNING_IN, Reason.CEREMONY, command.client(), now);
    return new Outcome.Refused();
  }

  private Outcome check(Command command, PendingCeremony ceremony, Instant now) {
    var attempt =
        new Attempt(
            new Showing(ceremony.challenge(), List.of(), ceremonies.policy().verification()),
            ceremony.purpose() instanceof Purpose.SigningIn(var user) ? user : Optional.empty(),
            Kind.SIGNING_IN,
            command.credential(),
            command.client(),
            now);
    return switch (checkPasskey.check(attempt)) {
      case Verdict.Right right -> signIn(command, attempt, right);
      case Verdict.Wrong() -> new Outcome.Refused();
      case Verdict.Unknown() -> new Outcome.UnknownCredential();
    };
  }

  private Outcome signIn(Command command, Attempt attempt, Verdict.Right right) {
    var owner = right.held().owner().id();
    var device = rememberDevice.recognise(owner, command.devices(), attempt.now());
    return unit.write(() -> open(attempt, right, device))
        .<Outcome>map(opened -> signedIn(opened, right, attempt.now()))
        .orElseGet(Outcome.Refused::new);
  }

  private Optional<Opened> open(
      Attempt attempt, Verdict.Right right, Optional<KnownDevice> device) {
    if (!checkPasskey.accept(attempt, right)) {
      return Optional.empty();
    }
    var opened = openSession.open(right.proof(), attempt.client(), device, attempt.now());
    if (opened.isEmpty()) {
      checkPasskey.refuseChanged(attempt, right);
    }
    return opened;
  }

  private Outcome signedIn(Opened opened, Verdict.Right right, Instant now) {
    var tokens = issuer.issue(opened.of(right.held().owner()), opened.token(), now);
    return new Outcome.SignedIn(tokens.on(opened.device()));
  }
}
