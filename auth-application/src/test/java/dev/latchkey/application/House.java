package dev.latchkey.application;

import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.application.credential.ChangePassword;
import dev.latchkey.application.credential.Reauthenticate;
import dev.latchkey.application.registration.StartRegistration;
import dev.latchkey.application.registration.VerifyRegistration;
import dev.latchkey.application.session.ResolveSession;
import dev.latchkey.application.session.ResolveSession.Caller;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.credential.LockoutPolicy;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notification.SecurityNotice;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.memory.InMemoryStorage;
import dev.latchkey.testkit.memory.RecordingNotifier;
import dev.latchkey.testkit.memory.TestCrypto;
import dev.latchkey.testkit.memory.TestPasskeyCeremony;
import dev.latchkey.testkit.time.MutableTime;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All use-cases on in-memory ports, and the steps that many tests take. */
final class House {
  static final ClientContext CLIENT = new ClientContext("203.0.113.7", "curl/8", "request-1");

  /** Where its pages are. */
  static final String ORIGIN = "http://localhost:8080";

  final MutableTime time = MutableTime.somewhen();
  final InMemoryStorage storage = new InMemoryStorage(time);
  final TestCrypto crypto = new TestCrypto();
  final RecordingNotifier notifier = new RecordingNotifier();
  final AuthUseCases auth;

  House() {
    this(AuthPolicies.standard());
  }

  House(AuthPolicies policies) {
    this(policies, ports -> ports);
  }

  /** With more ports than are needed. */
  House(AuthPolicies policies, UnaryOperator<AuthPorts> more) {
    var ports =
        more.apply(
            new AuthPorts(storage.ports(), crypto.ports(), notifier)
                .with(TestPasskeyCeremony.of("localhost", ORIGIN)));
    auth = AuthUseCases.assemble(ports, policies, time);
    storage.connect(auth.subscribers());
  }

  /** One where wrong passwords are counted by another rule. */
  static House with(LockoutPolicy lockout) {
    var standard = AuthPolicies.standard();
    return new House(
        new AuthPolicies(
            standard.registration(),
            standard.password(),
            lockout,
            standard.devices(),
            standard.passwordReset(),
            standard.session(),
            standard.token(),
            standard.signingKeys(),
            standard.stepUp(),
            standard.leaving(),
            standard.passkeys(),
            standard.notices(),
            standard.address(),
            standard.recovery()));
  }

  static EmailAddress address(String typed) {
    return EmailAddress.parse(typed).orElseThrow();
  }

  RegistrationId register(String email, @Nullable String password) {
    var command = new StartRegistration.Command(email, password, "Ada", CLIENT);
    var started = (StartRegistration.Outcome.Started) auth.startRegistration().handle(command);
    return started.id();
  }

  /** Delivers what is due, and answers the newest code that was mailed to the address. */
  String mailedCode(String email) {
    storage.deliverAll();
    return notifier.sentTo(address(email)).stream()
        .filter(Notification.RegistrationCode.class::isInstance)
        .map(mail -> ((Notification.RegistrationCode) mail).code().reveal())
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  /** Delivers what is due, and answers the notices of a kind that were mailed to the address. */
  List<SecurityNotice> notices(String email, NoticeKind kind) {
    storage.deliverAll();
    return notifier.sentTo(address(email)).stream()
        .filter(SecurityNotice.class::isInstance)
        .map(SecurityNotice.class::cast)
        .filter(notice -> notice.kind() == kind)
        .toList();
  }

  VerifyRegistration.Outcome verify(RegistrationId registration, String code) {
    var command = new VerifyRegistration.Command(registration, code, CLIENT);
    return auth.verifyRegistration().handle(command);
  }

  /** An account with a session, all the way. */
  Tokens signUp(String email) {
    var registration = register(email, Secrets.PASSWORD);
    var outcome = verify(registration, mailedCode(email));
    return ((VerifyRegistration.Outcome.SignedIn) outcome).tokens();
  }

  Tokens signIn(String email) {
    return ((AuthenticateWithPassword.Outcome.SignedIn) login(email, Secrets.PASSWORD)).tokens();
  }

  /** From a device that keeps these tokens. */
  AuthenticateWithPassword.Outcome login(String email, String password, DeviceToken... kept) {
    var command = new AuthenticateWithPassword.Command(email, password, List.of(kept), CLIENT);
    return auth.authenticateWithPassword().handle(command);
  }

  /** Whom these tokens let in. */
  Caller caller(Tokens tokens) {
    var command = new ResolveSession.Command(tokens.accessToken());
    return ((ResolveSession.Outcome.Resolved) auth.resolveSession().handle(command)).caller();
  }

  Reauthenticate.Outcome reauthenticate(Tokens tokens, String password, DeviceToken... kept) {
    return auth.reauthenticate()
        .handle(new Reauthenticate.Command(caller(tokens), password, List.of(kept), CLIENT));
  }

  ChangePassword.Outcome change(
      Tokens tokens, @Nullable String current, String wanted, DeviceToken... kept) {
    return auth.changePassword()
        .handle(new ChangePassword.Command(caller(tokens), current, wanted, List.of(kept), CLIENT));
  }

  boolean isGood(Tokens tokens) {
    var command = new ResolveSession.Command(tokens.accessToken());
    return auth.resolveSession().handle(command) instanceof ResolveSession.Outcome.Resolved;
  }

  /** What the trail says about a user or a registration, the oldest first. */
  List<? extends AuthEvent> trail(UUID subject) {
    return storage.ports().auditTrail().about(subject, 100).reversed().stream()
        .map(entry -> entry.event())
        .toList();
  }

  /** A code that is certainly another. */
  static String wrong(String code) {
    return code.startsWith("9") ? "1" + code.substring(1) : "9" + code.substring(1);
  }
}
