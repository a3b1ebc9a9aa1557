package dev.latchkey.application.credential;

import dev.latchkey.application.credential.CheckPassword.Attempt;
import dev.latchkey.application.credential.CheckPassword.Verdict;
import dev.latchkey.application.device.RememberDevice;
import dev.latchkey.application.session.OpenSession;
import dev.latchkey.application.session.OpenSession.Opened;
import dev.latchkey.application.session.ResolveSession.Caller;
import dev.latchkey.application.token.TokenIssuer;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.credential.CredentialEvent.PasswordChanged;
import dev.latchkey.domain.credential.PasswordContext;
import dev.latchkey.domain.credential.PasswordCredentials;
import dev.latchkey.domain.credential.PasswordGuesses;
import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.credential.PasswordHasher;
import dev.latchkey.domain.credential.PasswordHasher.Turn;
import dev.latchkey.domain.credential.PasswordPolicy;
import dev.latchkey.domain.credential.PasswordPolicy.Fault;
import dev.latchkey.domain.credential.PlainPassword;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.device.KnownDevices.KnownDevice;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.session.Authentication;
import dev.latchkey.domain.session.SessionEvent.AllSessionsEnded;
import dev.latchkey.domain.session.SessionEvent.Reason;
import dev.latchkey.domain.session.Sessions;
import dev.latchkey.domain.session.StepUpPolicy;
import dev.latchkey.domain.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sets another password for somebody who is signed in. He shows the one he has, or that he signed
 * in a moment ago. Whatever was signed in before is out, this session and every copy of it
 * included; he goes on in a new one.
 */
public final class ChangePassword {

  /**
   * What was typed, in which session.
   *
   * @param current null when he relies on a fresh sign-in
   */
  public record Command(
      Caller caller,
      @Nullable String current,
      String wanted,
      List<DeviceToken> devices,
      ClientContext client) {
    public Command {
      devices = List.copyOf(devices);
    }

    @Override
    public String toString() {
      return "Command[redacted]";
    }
  }

  /** A new pair in a new session, or why everything is as it was. */
  public sealed interface Outcome {
    record Changed(Tokens tokens) implements Outcome {}

    /** Nothing is lost: another password may be tried. */
    record PasswordRefused(List<Fault> faults) implements Outcome {}

    /** The current one is wrong, was tried too often, or is another by now: alike on purpose. */
    record Refused() implements Outcome {}

    /** Not looked at: to be tried again when this has passed. */
    record Slowed(Duration pause) implements Outcome {}

    /** No current password came, and the sign-in is older than this. */
    record Stale(Duration maxAge) implements Outcome {}
  }

  private final UnitOfWork unit;
  private final Users users;
  private final PasswordCredentials passwords;
  private final PasswordGuesses guesses;
  private final Sessions sessions;
  private final Outbox outbox;
  private final PasswordHasher hasher;
  private final JudgePassword judgePassword;
  private final CheckPassword checkPassword;
  private final OpenSession openSession;
  private final RememberDevice rememberDevice;
  private final TokenIssuer issuer;
  private final StepUpPolicy stepUp;
  private final InstantSource time;

  /** What it is made of. */
  public record Steps(
      JudgePassword judgePassword,
      CheckPassword checkPassword,
      OpenSession openSession,
      RememberDevice rememberDevice,
      TokenIssuer issuer) {}

  public ChangePassword(
      StoragePorts storage,
      PasswordHasher hasher,
      Steps steps,
      StepUpPolicy stepUp,
      InstantSource time) {
    this.unit = storage.unit();
    this.users = storage.users();
    this.passwords = storage.passwords();
    this.guesses = storage.guesses();
    this.sessions = storage.sessions();
    this.outbox = storage.outbox();
    this.hasher = hasher;
    this.judgePassword = steps.judgePassword();
    this.checkPassword = steps.checkPassword();
    this.openSession = steps.openSession();
    this.rememberDevice = steps.rememberDevice();
    this.issuer = steps.issuer();
    this.stepUp = stepUp;
    this.time = time;
  }

  public Outcome handle(Command command) {
    var now = time.instant();
    var user = command.caller().user();
    var person = PasswordContext.of(user.email(), user.name());
    return switch (judgePassword.judge(command.wanted(), person)) {
      case PasswordPolicy.Verdict.Refused(var faults) -> new Outcome.PasswordRefused(faults);
      case PasswordPolicy.Verdict.Accepted(var wanted) -> {
        try (var turn = hasher.turn()) {
          yield authorise(command, wanted, turn, now);
        }
      }
    };
  }

  /**
   * In one place for both passwords: who was let in with the old one is not sent away with the new.
   */
  private Outcome authorise(Command command, PlainPassword wanted, Turn turn, Instant now) {
    var typed = command.current();
    if (typed == null) {
      return relyOnSession(command, wanted, turn, now);
    }
    var current = PlainPassword.parse(typed);
    if (current.isEmpty()) {
      return new Outcome.Refused();
    }
    var attempt =
        new Attempt(
            command.caller().user().email(),
            current.get(),
            command.devices(),
            command.client(),
            now);
    return switch (checkPassword.check(attempt, turn)) {
      case Verdict.Right right ->
          change(command, new Wish(right.proof(), wanted, right.device()), turn, now);
      case Verdict.Wrong() -> new Outcome.Refused();
      case Verdict.Slowed(var pause) -> new Outcome.Slowed(pause);
    };
  }

  /** Judged by the token that the request was let in with, as every step-up is. */
  private Outcome relyOnSession(Command command, PlainPassword wanted, Turn turn, Instant now) {
    var caller = command.caller();
    if (!stepUp.isFresh(caller.token().proof().at(), now)) {
      return new Outcome.Stale(stepUp.maxAge());
    }
    var proof = caller.session().proof(caller.user().epoch());
    var device = rememberDevice.recognise(caller.user().id(), command.devices(), now);
    return change(command, new Wish(proof, wanted, device), turn, now);
  }

  /** Who may have which password. */
  private record Wish(Authentication proof, PlainPassword wanted, Optional<KnownDevice> device) {
    @Override
    public String toString() {
      return "Wish[redacted]";
    }
  }

  private Outcome change(Command command, Wish wish, Turn turn, Instant now) {
    var hash = turn.hash(wish.wanted());
    return unit.write(() -> replace(command, wish, hash, now))
        .<Outcome>map(opened -> changed(command, opened, now))
        .orElseGet(Outcome.Refused::new);
  }

  /** The epoch first, and only from the one that the proof was seen in: of two changes, one. */
  private Optional<Opened> replace(Command command, Wish wish, PasswordHash hash, Instant now) {
    var user = wish.proof().user();
    return users
        .raiseEpoch(user, wish.proof().epoch())
        .flatMap(
            raised -> {
              var ended = sessions.endAll(user, now);
              passwords.set(user, hash, now);
              guesses.forgiveAll(user);
              outbox.append(new PasswordChanged(user, now), command.client());
              outbox.append(
                  new AllSessionsEnded(user, ended, Reason.PASSWORD_CHANGED, now),
                  command.client());
              return openSession.openUntold(
                  wish.proof().carriedInto(raised), command.client(), wish.device(), now);
            });
  }

  private Outcome changed(Command command, Opened opened, Instant now) {
    var tokens = issuer.issue(opened.of(command.caller().user()), opened.token(), now);
    return new Outcome.Changed(tokens.on(opened.device()));
  }
}
