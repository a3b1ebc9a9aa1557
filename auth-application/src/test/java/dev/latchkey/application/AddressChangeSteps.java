package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static dev.latchkey.application.House.address;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.address.CompleteAddressChange;
import dev.latchkey.application.address.RequestAddressChange;
import dev.latchkey.application.address.UndoAddressChange;
import dev.latchkey.application.credential.RequestPasswordReset;
import dev.latchkey.application.credential.ResetPassword;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.address.AddressEvent;
import dev.latchkey.domain.address.AddressEvent.AddressCodeRefused;
import dev.latchkey.domain.address.AddressEvent.AddressLeft;
import dev.latchkey.domain.address.AddressEvent.Reason;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notification.AddressCode;
import dev.latchkey.domain.notification.Notification.AddressWasLeft;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What a test of changing addresses does, step by step, with Ada signed in. */
abstract class AddressChangeSteps {
  static final String ADA = "ada@example.com";
  static final String NEW = "ada@new.example.org";
  static final String BOB = "bob@example.com";
  static final Duration WEEK = Duration.ofDays(7);
  static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);
  static final DisplayName NAME = new DisplayName("Ada");

  final House house = new House();
  final Tokens tokens = house.signUp(ADA);
  final UserId ada = tokens.user().id();

  final void purge() {
    house.auth.recurringTasks().stream()
        .filter(task -> task.name().equals("purge-expired"))
        .forEach(task -> task.work().run());
  }

  final RequestAddressChange.Outcome request(String wanted) {
    return requestAs(tokens, wanted);
  }

  final RequestAddressChange.Outcome requestAs(Tokens who, String wanted) {
    return house
        .auth
        .requestAddressChange()
        .handle(new RequestAddressChange.Command(house.caller(who), wanted, CLIENT));
  }

  /** Asks for the address, and answers the code that went there. */
  final String code(String wanted) {
    return codeAs(tokens, wanted);
  }

  final String codeAs(Tokens who, String wanted) {
    requestAs(who, wanted);
    house.storage.deliverAll();
    return mails(wanted, AddressCode.class).getLast().code().reveal();
  }

  final CompleteAddressChange.Outcome complete(String code) {
    return completeAs(tokens, code);
  }

  final CompleteAddressChange.Outcome completeAs(Tokens who, String code) {
    return house
        .auth
        .completeAddressChange()
        .handle(new CompleteAddressChange.Command(house.caller(who), code, CLIENT));
  }

  final boolean undo(String presented) {
    return house.auth.undoAddressChange().handle(new UndoAddressChange.Command(presented, CLIENT));
  }

  final String undoToken(String email) {
    house.storage.deliverAll();
    return mails(email, AddressWasLeft.class).getLast().undo().reveal();
  }

  final String resetToken(String email) {
    house.auth.requestPasswordReset().handle(new RequestPasswordReset.Command(email, CLIENT));
    house.storage.deliverAll();
    return mails(email, Notification.PasswordReset.class).getLast().token().reveal();
  }

  final ResetPassword.Outcome reset(String token) {
    return house
        .auth
        .resetPassword()
        .handle(new ResetPassword.Command(token, Secrets.PASSWORD, CLIENT));
  }

  final void resetPassword(String email) {
    assertThat(reset(resetToken(email))).isEqualTo(new ResetPassword.Outcome.Reset());
  }

  final String email() {
    return house.auth.findUsers().byId(ada).orElseThrow().email().value();
  }

  final <N extends Notification> List<N> mails(String email, Class<N> kind) {
    return house.notifier.sentTo(address(email)).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  final List<AddressEvent> steps() {
    return house.trail(ada.value()).stream()
        .filter(AddressEvent.class::isInstance)
        .map(AddressEvent.class::cast)
        .toList();
  }

  final AddressLeft left() {
    return steps().stream()
        .filter(AddressLeft.class::isInstance)
        .map(AddressLeft.class::cast)
        .findFirst()
        .orElseThrow();
  }

  final List<Reason> refusals() {
    return steps().stream()
        .filter(AddressCodeRefused.class::isInstance)
        .map(event -> ((AddressCodeRefused) event).reason())
        .toList();
  }
}
