package dev.latchkey.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.address.CompleteAddressChange;
import dev.latchkey.application.credential.ResetPassword;
import dev.latchkey.application.registration.VerifyRegistration;
import dev.latchkey.domain.address.AddressEvent.AddressChangeUndone;
import dev.latchkey.domain.address.AddressEvent.AddressWithdrawn;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notification.AddressInUse;
import dev.latchkey.domain.notification.Notification.AddressIsBack;
import dev.latchkey.domain.notification.Notification.AddressWasLeft;
import dev.latchkey.domain.notification.Notification.AddressWasWithdrawn;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The week after a change of address, in which the old one has its say. */
class AddressUndoTest extends AddressChangeSteps {
  @Test
  void the_old_address_takes_the_account_back_once_and_everybody_is_out() {
    complete(code(NEW));
    var token = undoToken(ADA);
    var thief = house.signIn(NEW);

    assertThat(undo(token)).isTrue();

    assertThat(email()).isEqualTo(ADA);
    assertThat(house.isGood(thief)).isFalse();
    assertThat(house.isGood(tokens)).isFalse();
    assertThat(undo(token)).isFalse();
    house.storage.deliverAll();
    assertThat(mails(ADA, AddressIsBack.class)).hasSize(1);
    assertThat(mails(NEW, AddressWasWithdrawn.class)).hasSize(1);
    assertThat(steps())
        .contains(
            new AddressChangeUndone(ada, left().change(), house.time.instant()),
            new AddressWithdrawn(ada, left().change(), house.time.instant()));
  }

  @Test
  void of_many_who_undo_at_once_one_does_and_the_trail_has_it_once() {
    complete(code(NEW));
    var token = undoToken(ADA);

    assertThat(Race.of(Race.MANY, () -> undo(token))).containsOnlyOnce(true);
    assertThat(steps()).filteredOn(AddressChangeUndone.class::isInstance).hasSize(1);
  }

  @Test
  void undoing_voids_recovery_through_the_new_address() {
    complete(code(NEW));
    var undo = undoToken(ADA);
    var reset = resetToken(NEW);
    var further = code("third@example.org");

    undo(undo);

    assertThat(reset(reset)).isEqualTo(new ResetPassword.Outcome.InvalidToken());
    assertThat(completeAs(house.signIn(ADA), further))
        .isEqualTo(new CompleteAddressChange.Outcome.InvalidCode());
    assertThat(email()).isEqualTo(ADA);
  }

  @Test
  void a_week_after_the_change_the_token_is_dead_to_the_instant() {
    complete(code(NEW));
    var token = undoToken(ADA);
    house.time.advance(WEEK);
    assertThat(undo(token)).isFalse();
    house.time.advance(TICK.negated());
    assertThat(undo(token)).isTrue();
  }

  @Test
  void what_is_no_token_undoes_nothing() {
    complete(code(NEW));
    house.storage.deliverAll();

    for (var wrong : List.of("", "x", "A".repeat(43), "=".repeat(10_000))) {
      assertThat(undo(wrong)).isFalse();
    }
    assertThat(email()).isEqualTo(NEW);
  }

  @Test
  void a_thief_who_moves_on_is_undone_by_the_first_address_and_undoes_nothing_himself() {
    complete(code("thief@example.org"));
    var owner = undoToken(ADA);
    house.time.advance(Duration.ofMinutes(1));
    complete(code("thief2@example.org"));
    var thief = undoToken("thief@example.org");

    assertThat(undo(owner)).isTrue();
    assertThat(undo(thief)).isFalse();
    assertThat(email()).isEqualTo(ADA);
  }

  @Test
  void the_old_address_is_kept_for_a_week_and_registering_it_is_as_for_a_taken_one() {
    complete(code(NEW));
    var registration = house.register(ADA, Secrets.PASSWORD);
    house.storage.deliverAll();

    assertThat(mails(ADA, Notification.AlreadyRegistered.class)).hasSize(1);
    assertThat(house.verify(registration, "12345678"))
        .isEqualTo(new VerifyRegistration.Outcome.InvalidCode());
    var bob = house.signUp(BOB);
    requestAs(bob, ADA);
    house.storage.deliverAll();
    assertThat(mails(ADA, AddressInUse.class)).hasSize(1);
  }

  @Test
  void after_the_week_the_old_address_is_anybodys() {
    complete(code(NEW));
    house.time.advance(WEEK.plus(TICK));
    purge();

    assertThat(house.signUp(ADA).user().id()).isNotEqualTo(ada);
    assertThat(email()).isEqualTo(NEW);
  }

  @Test
  void the_owner_returns_by_a_code_without_waiting() {
    complete(code(NEW));
    house.time.advance(Duration.ofMinutes(1));

    assertThat(complete(code(ADA))).isInstanceOf(CompleteAddressChange.Outcome.Changed.class);

    assertThat(email()).isEqualTo(ADA);
    house.storage.deliverAll();
    assertThat(mails(NEW, AddressWasLeft.class)).isEmpty();
    assertThat(house.signUp(NEW).user().id()).isNotEqualTo(ada);
  }
}
