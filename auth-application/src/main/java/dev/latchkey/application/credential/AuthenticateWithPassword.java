package dev.latchkey.application.credential;

import dev.latchkey.application.credential.CheckPassword.Attempt;
import dev.latchkey.application.credential.CheckPassword.Verdict;
import dev.latchkey.application.session.OpenSession;
import dev.latchkey.application.session.OpenSession.Opened;
import dev.latchkey.application.token.TokenIssuer;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.credential.PlainPassword;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Signs somebody in with address and password.
 *
 * <p>Unknown, wrong, disabled and tried too often are one answer. Too many wrong ones in a short
 * time slow the next down, whether the address has an account or not.
 */
public final class AuthenticateWithPassword {

  /**
   * What was typed, and from where.
   *
   * @param devices what the client keeps of earlier sign-ins, of this user or of others
   */
  public record Command(
      String email, String password, List<DeviceToken> devices, ClientContext client) {
    public Command {
      devices = List.copyOf(devices);
    }

    /** From a client that keeps nothing. */
    public Command(String email, String password, ClientContext client) {
      this(email, password, List.of(), client);
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

    /** Not looked at: to be tried again when this has passed. */
    record Slowed(Duration pause) implements Outcome {}
  }

  private final UnitOfWork unit;
  private final CheckPassword checkPassword;
  private final OpenSession openSession;
  private final TokenIssuer issuer;
  private final InstantSource time;

  public AuthenticateWithPassword(
      UnitOfWork unit,
      CheckPassword checkPassword,
      OpenSession openSession,
      TokenIssuer issuer,
      InstantSource time) {
    this.unit = unit;
    this.checkPassword = checkPassword;
    this.openSession = openSession;
    this.issuer = issuer;
    this.time = time;
  }

  public Outcome handle(Command command) {
    var email = EmailAddress.parse(command.email());
    var password = PlainPassword.parse(command.password());
    // What can be no address or no password is nobody's: nothing to count, nothing to hide.
    if (email.isEmpty() || password.isEmpty()) {
      return new Outcome.Refused();
    }
    var attempt =
        new Attempt(
            email.get(), password.get(), command.devices(), command.client(), time.instant());
    return switch (checkPassword.check(attempt)) {
      case Verdict.Right right -> signIn(attempt, right);
      case Verdict.Wrong() -> new Outcome.Refused();
      case Verdict.Slowed(var pause) -> new Outcome.Slowed(pause);
    };
  }

  private Outcome signIn(Attempt attempt, Verdict.Right right) {
    var opened = unit.write(() -> open(attempt, right));
    return opened
        .<Outcome>map(session -> signedIn(session, right.credential().owner(), attempt))
        .orElseGet(Outcome.Refused::new);
  }

  private Optional<Opened> open(Attempt attempt, Verdict.Right right) {
    var opened = openSession.open(right.proof(), attempt.client(), right.device(), attempt.now());
    if (opened.isPresent()) {
      checkPassword.accept(right);
    } else {
      checkPassword.refuseChanged(attempt, right.proof().user());
    }
    return opened;
  }

  private Outcome signedIn(Opened opened, User owner, Attempt attempt) {
    var tokens = issuer.issue(opened.of(owner), opened.token(), attempt.now());
    return new Outcome.SignedIn(tokens.on(opened.device()));
  }
}
