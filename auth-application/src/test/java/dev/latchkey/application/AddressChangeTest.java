package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.address.CompleteAddressChange;
import dev.latchkey.application.address.RequestAddressChange;
import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.application.credential.ResetPassword;
import dev.latchkey.application.session.RevokeSessions;
import dev.latchkey.application.user.SuspendUser;
import dev.latchkey.domain.address.AddressEvent.AddressChangeRequested;
import dev.latchkey.domain.address.AddressEvent.AddressChanged;
import dev.latchkey.domain.address.AddressEvent.AddressProofRequested;
import dev.latchkey.domain.address.AddressEvent.Reason;
import dev.latchkey.domain.address.AddressPolicy;
import dev.latchkey.domain.notification.Notification.AddressChangeAsked;
import dev.latchkey.domain.notification.Notification.AddressCode;
import dev.latchkey.domain.notification.Notification.AddressInUse;
import dev.latchkey.domain.notification.Notification.AddressIsNow;
import dev.latchkey.domain.notification.Notification.AddressWasLeft;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.session.SessionEvent;
import dev.latchkey.domain.session.StepUpPolicy;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.time.CountingIds;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/** Asking for another address, and proving it. */
class AddressChangeTest extends AddressChangeSteps {
  @Test
  void a_code_goes_to_the_new_address_and_the_old_one_is_told_at_once() {
    assertThat(request(NEW)).isEqualTo(new RequestAddressChange.Outcome.Requested());
    house.storage.deliverAll();

    assertThat(mails(NEW, AddressCode.class)).hasSize(1);
    assertThat(mails(ADA, AddressChangeAsked.class))
        .containsExactly(new AddressChangeAsked(NAME, CLIENT));
    assertThat(email()).isEqualTo(ADA);
    assertThat(house.isGood(tokens)).isTrue();
    assertThat(steps())
        .hasExactlyElementsOfTypes(AddressChangeRequested.class, AddressProofRequested.class);
  }

  @Test
  void the_code_gives_the_address_and_the_next_sign_in_is_with_it() {
    assertThat(complete(code(NEW))).isInstanceOf(CompleteAddressChange.Outcome.Changed.class);

    assertThat(email()).isEqualTo(NEW);
    assertThat(house.login(NEW, Secrets.PASSWORD))
        .isInstanceOf(AuthenticateWithPassword.Outcome.SignedIn.class);
    assertThat(house.login(ADA, Secrets.PASSWORD))
        .isInstanceOf(AuthenticateWithPassword.Outcome.Refused.class);
  }

  @Test
  void the_session_of_the_change_goes_on_and_every_other_one_ends() {
    var another = house.signIn(ADA);

    complete(code(NEW));

    assertThat(house.isGood(tokens)).isTrue();
    assertThat(house.isGood(another)).isFalse();
    assertThat(house.trail(ada.value()))
        .last()
        .isEqualTo(
            new SessionEvent.AllSessionsEnded(
                ada, 1, SessionEvent.Reason.ADDRESS_CHANGED, house.time.instant()));
  }

  @Test
  void both_addresses_are_told_of_the_change() {
    complete(code(NEW));
    house.storage.deliverAll();

    assertThat(mails(NEW, AddressIsNow.class))
        .containsExactly(new AddressIsNow(NAME, house.time.instant(), CLIENT));
    assertThat(mails(ADA, AddressWasLeft.class))
        .extracting(AddressWasLeft::until)
        .containsExactly(house.time.instant().plus(WEEK));
    assertThat(steps()).contains(left(), new AddressChanged(ada, left().change(), left().at()));
  }

  @Test
  void a_taken_address_is_accepted_alike_and_its_owner_is_told() {
    house.signUp(BOB);

    assertThat(request(BOB)).isEqualTo(new RequestAddressChange.Outcome.Requested());
    house.storage.deliverAll();

    assertThat(mails(BOB, AddressInUse.class)).containsExactly(new AddressInUse(CLIENT));
    assertThat(mails(BOB, AddressCode.class)).isEmpty();
    assertThat(mails(ADA, AddressChangeAsked.class)).hasSize(1);
    assertThat(steps())
        .hasExactlyElementsOfTypes(AddressChangeRequested.class, AddressProofRequested.class);
  }

  @Test
  void an_address_that_was_taken_meanwhile_is_refused_to_who_has_proven_it() {
    var code = code(NEW);
    house.signUp(NEW);

    assertThat(complete(code)).isEqualTo(new CompleteAddressChange.Outcome.Taken());
    assertThat(email()).isEqualTo(ADA);
    assertThat(refusals()).containsExactly(Reason.TAKEN);
  }

  @Test
  void what_is_no_address_or_the_own_one_is_refused() {
    for (var wrong : List.of("", "ada", ADA, "ADA@example.com", "a@b\r\nBcc: c@d.example")) {
      assertThat(request(wrong)).isEqualTo(new RequestAddressChange.Outcome.AddressRefused());
    }
    assertThat(steps()).isEmpty();
  }

  @Test
  void a_wrong_code_is_counted_and_the_fifth_kills_the_right_one() {
    var code = code(NEW);
    for (var n = 0; n < 5; n++) {
      assertThat(complete(House.wrong(code)))
          .isEqualTo(new CompleteAddressChange.Outcome.InvalidCode());
    }

    assertThat(complete(code)).isEqualTo(new CompleteAddressChange.Outcome.InvalidCode());
    assertThat(email()).isEqualTo(ADA);
    assertThat(refusals()).endsWith(Reason.WRONG, Reason.DEAD);
  }

  @Test
  void twenty_wrong_codes_a_day_are_enough_whatever_was_asked_for() {
    for (var n = 0; n < 20; n++) {
      if (n % 5 == 0) {
        house.time.advance(Duration.ofMinutes(1));
        code("n" + n + "@example.org");
      }
      complete("0000000" + n % 5);
    }
    var code = code(NEW);

    assertThat(complete(code)).isEqualTo(new CompleteAddressChange.Outcome.InvalidCode());
    assertThat(refusals()).last().isEqualTo(Reason.BUDGET_SPENT);
    house.time.advance(Duration.ofDays(1));
    var again = house.signIn(ADA);
    assertThat(completeAs(again, codeAs(again, NEW)))
        .isInstanceOf(CompleteAddressChange.Outcome.Changed.class);
  }

  @Test
  void what_is_no_code_or_answers_nothing_is_invalid() {
    assertThat(complete("12345678")).isEqualTo(new CompleteAddressChange.Outcome.InvalidCode());
    code(NEW);
    for (var wrong : List.of("", "x", "1".repeat(5000), "12 34")) {
      assertThat(complete(wrong)).isEqualTo(new CompleteAddressChange.Outcome.InvalidCode());
    }
  }

  @Test
  void the_code_of_one_address_never_proves_another() {
    var first = code(NEW);
    var second = code("eve@example.org");

    assertThat(complete(first)).isEqualTo(new CompleteAddressChange.Outcome.InvalidCode());
    assertThat(email()).isEqualTo(ADA);
    assertThat(complete(second)).isInstanceOf(CompleteAddressChange.Outcome.Changed.class);
    assertThat(email()).isEqualTo("eve@example.org");
  }

  @Test
  void somebody_elses_code_proves_nothing() {
    var bob = house.signUp(BOB);
    var code = code(NEW);
    requestAs(bob, "bob@new.example.org");
    house.storage.deliverAll();

    assertThat(completeAs(bob, code)).isEqualTo(new CompleteAddressChange.Outcome.InvalidCode());
  }

  @Test
  void a_password_change_or_reset_a_suspension_and_signing_out_everywhere_kill_the_code() {
    var changed = code(NEW);
    house.change(tokens, Secrets.PASSWORD, Secrets.OTHER_PASSWORD);
    assertDead(changed);
    var again =
        ((AuthenticateWithPassword.Outcome.SignedIn) house.login(ADA, Secrets.OTHER_PASSWORD))
            .tokens();
    var reset = codeAs(again, NEW);
    resetPassword(ADA);
    assertDead(reset);
    var revoked = codeAs(house.signIn(ADA), NEW);
    house
        .auth
        .revokeSessions()
        .handle(new RevokeSessions.Command(ada, SessionEvent.Reason.LOGOUT_ALL, CLIENT));
    assertDead(revoked);
    var suspended = codeAs(house.signIn(ADA), NEW);
    house.auth.suspendUser().handle(new SuspendUser.Command(ada, true, CLIENT));
    house.auth.suspendUser().handle(new SuspendUser.Command(ada, false, CLIENT));
    assertDead(suspended);
  }

  /** Whoever is signed in anew cannot use a code of before. */
  private void assertDead(String code) {
    var password = house.login(ADA, Secrets.PASSWORD);
    var signedIn =
        password instanceof AuthenticateWithPassword.Outcome.SignedIn in
            ? in
            : (AuthenticateWithPassword.Outcome.SignedIn) house.login(ADA, Secrets.OTHER_PASSWORD);
    assertThat(completeAs(signedIn.tokens(), code))
        .isEqualTo(new CompleteAddressChange.Outcome.InvalidCode());
    assertThat(email()).isEqualTo(ADA);
  }

  @Test
  void a_token_for_a_lost_password_that_went_to_the_old_address_is_dead_after_the_change() {
    var code = code(NEW);
    var token = resetToken(ADA);

    complete(code);

    assertThat(reset(token)).isEqualTo(new ResetPassword.Outcome.InvalidToken());
  }

  @Test
  void so_many_codes_an_hour_go_to_one_address_and_no_more() {
    for (var n = 0; n < 7; n++) {
      request(NEW);
      house.storage.deliverAll();
    }

    assertThat(mails(NEW, AddressCode.class)).hasSize(5);
    assertThat(mails(ADA, AddressChangeAsked.class)).hasSize(5);
  }

  @Test
  void a_mail_server_that_is_away_loses_no_mail() {
    house.notifier.failNext(2);
    request(NEW);
    house.storage.deliverAll();
    var code = mails(NEW, AddressCode.class).getLast().code().reveal();
    house.notifier.failNext(2);
    complete(code);
    house.storage.deliverAll();

    assertThat(undo(undoToken(ADA))).isTrue();
  }

  @Test
  void whoever_has_a_better_proof_must_have_used_it() {
    var asked = new Asked();
    var strict = asking(asked);
    var command = new RequestAddressChange.Command(house.caller(tokens), NEW, CLIENT);

    assertThat(strict.handle(command))
        .isEqualTo(new RequestAddressChange.Outcome.BetterProofWanted(Duration.ofMinutes(5)));
    assertThat(steps()).isEmpty();
    assertThat(asked.user).isEqualTo(ada);
    assertThat(asked.methods).isEqualTo(house.caller(tokens).token().proof().methods());
  }

  private static final class Asked implements BiPredicate<UserId, Set<AuthenticationMethod>> {
    private UserId user = new UserId(new UUID(0, 0));
    private Set<AuthenticationMethod> methods = Set.of();

    @Override
    public boolean test(UserId who, Set<AuthenticationMethod> shown) {
      user = who;
      methods = shown;
      return false;
    }
  }

  private RequestAddressChange asking(BiPredicate<UserId, Set<AuthenticationMethod>> proofs) {
    var rules =
        new RequestAddressChange.Rules(
            AddressPolicy.standard(), new StepUpPolicy(Duration.ofMinutes(5)), proofs);
    return new RequestAddressChange(house.storage.ports(), new CountingIds(), rules, house.time);
  }
}
