package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static dev.latchkey.application.House.ORIGIN;

import dev.latchkey.application.passkey.BeginPasskeyLogin;
import dev.latchkey.application.passkey.BeginPasskeyRegistration;
import dev.latchkey.application.passkey.BeginPasskeySignUp;
import dev.latchkey.application.passkey.BeginReauthentication;
import dev.latchkey.application.passkey.Begun;
import dev.latchkey.application.passkey.FinishPasskeyLogin;
import dev.latchkey.application.passkey.FinishPasskeyRegistration;
import dev.latchkey.application.passkey.FinishPasskeySignUp;
import dev.latchkey.application.passkey.FinishReauthentication;
import dev.latchkey.application.passkey.ListPasskeys;
import dev.latchkey.application.passkey.PasskeyUseCases;
import dev.latchkey.application.passkey.RemovePasskey;
import dev.latchkey.application.registration.VerifyRegistration;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.passkey.Passkey;
import dev.latchkey.domain.passkey.PasskeyEvent.CeremonyRefused;
import dev.latchkey.domain.passkey.PasskeyEvent.Reason;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.passkey.Lie;
import dev.latchkey.testkit.passkey.SoftwareAuthenticator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of ceremonies in a {@link House}, with an authenticator made of software. */
final class PasskeyHouse {
  final House house;

  PasskeyHouse() {
    this(AuthPolicies.standard());
  }

  PasskeyHouse(AuthPolicies policies) {
    house = new House(policies);
  }

  /** A registration whose address is proven, and the right to go on with it. */
  record Proven(RegistrationId registration, String continuation) {
    @Override
    public String toString() {
      return "Proven[redacted]";
    }
  }

  PasskeyUseCases passkeys() {
    return house.auth.passkeys().orElseThrow();
  }

  Proven proven(String email) {
    var registration = house.register(email, null);
    var outcome = house.verify(registration, house.mailedCode(email));
    var proven = (VerifyRegistration.Outcome.Continue) outcome;
    return new Proven(registration, proven.continuation().reveal());
  }

  BeginPasskeySignUp.Outcome beginSignUp(Proven proven) {
    var command = new BeginPasskeySignUp.Command(proven.registration(), proven.continuation());
    return passkeys().beginSignUp().handle(command);
  }

  Begun signUpBegun(Proven proven) {
    return ((BeginPasskeySignUp.Outcome.Started) beginSignUp(proven)).begun();
  }

  FinishPasskeySignUp.Outcome finishSignUp(Proven proven, Begun begun, String answer) {
    return finishSignUp(proven, begun, answer, null);
  }

  FinishPasskeySignUp.Outcome finishSignUp(
      Proven proven, Begun begun, String answer, @Nullable String name) {
    var command =
        new FinishPasskeySignUp.Command(
            proven.registration(), proven.continuation(), begun.ceremony(), answer, name, CLIENT);
    return passkeys().finishSignUp().handle(command);
  }

  FinishPasskeySignUp.Outcome signUp(
      Proven proven, SoftwareAuthenticator authenticator, Lie... lies) {
    var begun = signUpBegun(proven);
    return finishSignUp(proven, begun, authenticator.create(begun.options(), ORIGIN, lies));
  }

  /** An account that has a passkey and nothing else, signed in. */
  Tokens signUp(String email, SoftwareAuthenticator authenticator) {
    return ((FinishPasskeySignUp.Outcome.SignedIn) signUp(proven(email), authenticator)).tokens();
  }

  Begun beginLogin(@Nullable String email) {
    return passkeys().beginLogin().handle(new BeginPasskeyLogin.Command(email));
  }

  FinishPasskeyLogin.Outcome finishLogin(Begun begun, String answer, DeviceToken... kept) {
    var command = new FinishPasskeyLogin.Command(begun.ceremony(), answer, List.of(kept), CLIENT);
    return passkeys().finishLogin().handle(command);
  }

  FinishPasskeyLogin.Outcome login(
      @Nullable String email, SoftwareAuthenticator authenticator, Lie... lies) {
    var begun = beginLogin(email);
    return finishLogin(begun, authenticator.get(begun.options(), ORIGIN, lies));
  }

  Tokens signIn(SoftwareAuthenticator authenticator) {
    return ((FinishPasskeyLogin.Outcome.SignedIn) login(null, authenticator)).tokens();
  }

  BeginPasskeyRegistration.Outcome beginAdding(Tokens tokens, boolean conditional) {
    var command = new BeginPasskeyRegistration.Command(house.caller(tokens), conditional);
    return passkeys().beginRegistration().handle(command);
  }

  Begun addingBegun(Tokens tokens) {
    return ((BeginPasskeyRegistration.Outcome.Started) beginAdding(tokens, false)).begun();
  }

  FinishPasskeyRegistration.Outcome finishAdding(
      Tokens tokens, Begun begun, String answer, @Nullable String name) {
    var command =
        new FinishPasskeyRegistration.Command(
            house.caller(tokens), begun.ceremony(), answer, name, CLIENT);
    return passkeys().finishRegistration().handle(command);
  }

  FinishPasskeyRegistration.Outcome add(
      Tokens tokens, SoftwareAuthenticator authenticator, Lie... lies) {
    var begun = addingBegun(tokens);
    return finishAdding(tokens, begun, authenticator.create(begun.options(), ORIGIN, lies), null);
  }

  Passkey added(Tokens tokens, SoftwareAuthenticator authenticator) {
    return ((FinishPasskeyRegistration.Outcome.Added) add(tokens, authenticator)).passkey();
  }

  List<Passkey> list(Tokens tokens) {
    return passkeys().list().handle(new ListPasskeys.Command(tokens.user().id()));
  }

  RemovePasskey.Outcome remove(Tokens tokens, Passkey passkey) {
    var command = new RemovePasskey.Command(tokens.user().id(), passkey.id(), CLIENT);
    return passkeys().remove().handle(command);
  }

  BeginReauthentication.Outcome beginAnew(Tokens tokens) {
    return passkeys()
        .beginReauthentication()
        .handle(new BeginReauthentication.Command(house.caller(tokens)));
  }

  Begun anewBegun(Tokens tokens) {
    return ((BeginReauthentication.Outcome.Started) beginAnew(tokens)).begun();
  }

  FinishReauthentication.Outcome finishAnew(Tokens tokens, Begun begun, String answer) {
    var command =
        new FinishReauthentication.Command(house.caller(tokens), begun.ceremony(), answer, CLIENT);
    return passkeys().finishReauthentication().handle(command);
  }

  /** Why ceremonies about this user were refused, the oldest first. */
  List<Reason> refusals(UserId user) {
    return house.trail(user.value()).stream()
        .map(AuthEvent.class::cast)
        .filter(CeremonyRefused.class::isInstance)
        .map(event -> ((CeremonyRefused) event).reason())
        .toList();
  }
}
