package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.credential.RequestPasswordReset;
import dev.latchkey.application.credential.ResetPassword;
import dev.latchkey.application.notice.DisavowHappening;
import dev.latchkey.application.recovery.CancelRecovery;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.notification.Notification.PasswordReset;
import dev.latchkey.domain.recovery.RecoveryEvent.RecoveryCancelled;
import dev.latchkey.domain.user.User;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user who is signed in, and somebody who reads his mail and wants to set a password. */
class OwnRecoveryTest {
  private static final User ADA = AUser.named("Ada", "ada@example.com");
  private static final User BOB = AUser.named("Bob", "bob@example.com");
  private static final Duration DAY = Duration.ofDays(1);

  private final House house = new House();

  @BeforeEach
  void there_are_accounts_without_a_password() {
    var ports = house.storage.ports();
    ports.unit().write(() -> ports.users().add(ADA));
    ports.unit().write(() -> ports.users().add(BOB));
  }

  @Test
  void he_sees_when_it_is_due_and_that_it_is_over() {
    assertThat(house.auth.findRecovery().of(ADA.id())).isEmpty();
    begin();

    assertThat(house.auth.findRecovery().of(ADA.id())).contains(house.time.instant().plus(DAY));
    assertThat(house.auth.findRecovery().of(BOB.id())).isEmpty();
    house.time.advance(DAY.plus(Duration.ofDays(7)));
    assertThat(house.auth.findRecovery().of(ADA.id())).isEmpty();
  }

  @Test
  void he_cancels_it_once_without_the_mail_and_it_is_on_the_trail() {
    begin();

    assertThat(cancel(ADA)).isTrue();

    assertThat(cancel(ADA)).isFalse();
    assertThat(house.auth.findRecovery().of(ADA.id())).isEmpty();
    house.time.advance(DAY);
    assertThat(house.auth.announceRecoveries().run()).isZero();
    assertThat(house.trail(ADA.id().value()).stream().filter(RecoveryCancelled.class::isInstance))
        .hasSize(1);
  }

  @Test
  void nobody_cancels_anothers() {
    begin();

    assertThat(cancel(BOB)).isFalse();
    assertThat(house.auth.findRecovery().of(ADA.id())).isPresent();
  }

  @Test
  void of_many_at_once_one_cancels_it() {
    begin();

    assertThat(Race.of(Race.MANY, () -> cancel(ADA))).containsOnlyOnce(true);
  }

  @Test
  void the_mailbox_is_told_and_its_link_shuts_out_whoever_did_it() {
    begin();
    cancel(ADA);
    var notices = house.notices("ada@example.com", NoticeKind.RECOVERY_CANCELLED);
    assertThat(notices).hasSize(1);
    var before = resetMails();

    var word = new DisavowHappening.Command(notices.getFirst().link().token().reveal(), CLIENT);
    assertThat(house.auth.disavowHappening().handle(word))
        .isEqualTo(new DisavowHappening.Outcome.ShutOut(true));

    house.storage.deliverAll();
    assertThat(resetMails()).isEqualTo(before + 1);
  }

  @Test
  void it_can_be_begun_anew() {
    begin();
    cancel(ADA);
    begin();

    assertThat(house.auth.findRecovery().of(ADA.id())).isEqualTo(Optional.of(due()));
  }

  private Instant due() {
    return house.time.instant().plus(DAY);
  }

  private void begin() {
    house
        .auth
        .requestPasswordReset()
        .handle(new RequestPasswordReset.Command("ada@example.com", CLIENT));
    house.storage.deliverAll();
    var token =
        house.notifier.sentTo(ADA.email()).stream()
            .filter(PasswordReset.class::isInstance)
            .map(mail -> ((PasswordReset) mail).token().reveal())
            .reduce((older, newer) -> newer)
            .orElseThrow();
    var command = new ResetPassword.Command(token, Secrets.PASSWORD, CLIENT);
    assertThat(house.auth.resetPassword().handle(command))
        .isInstanceOf(ResetPassword.Outcome.RecoveryBegun.class);
  }

  private boolean cancel(User user) {
    var command = new CancelRecovery.Command.BySignedIn(user.id(), CLIENT);
    return house.auth.cancelRecovery().handle(command);
  }

  private long resetMails() {
    return house.notifier.sentTo(ADA.email()).stream()
        .filter(PasswordReset.class::isInstance)
        .count();
  }
}
