package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static dev.latchkey.application.House.address;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.application.credential.RequestPasswordReset;
import dev.latchkey.application.credential.ResetPassword;
import dev.latchkey.application.credential.ResetPassword.Outcome;
import dev.latchkey.application.recovery.CancelRecovery;
import dev.latchkey.application.session.RevokeSessions;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notification.RecoveryBegan;
import dev.latchkey.domain.notification.Notification.RecoveryReady;
import dev.latchkey.domain.notification.Notification.SecurityNotice;
import dev.latchkey.domain.recovery.RecoveryEvent;
import dev.latchkey.domain.recovery.RecoveryEvent.RecoveryBegun;
import dev.latchkey.domain.recovery.RecoveryEvent.RecoveryCancelled;
import dev.latchkey.domain.recovery.RecoveryEvent.RecoveryCompleted;
import dev.latchkey.domain.recovery.RecoveryEvent.RecoveryDue;
import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.session.SessionEvent.AllSessionsEnded;
import dev.latchkey.domain.session.SessionEvent.Reason;
import dev.latchkey.domain.user.User;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.fixture.ASession;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.requirement.Requirement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecoveryTest {
  private static final String ADA = "ada@example.com";
  private static final User USER = AUser.named("Ada", ADA);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);
  private static final Outcome INVALID = new Outcome.InvalidToken();

  private final House house = new House();

  /** An account without a password; some other way in is not what this is about. */
  @BeforeEach
  void there_is_an_account_without_a_password() {
    house.storage.ports().unit().write(() -> house.storage.ports().users().add(USER));
  }

  @Test
  void the_token_of_a_lost_password_sets_none_and_begins_a_recovery() {
    var outcome = reset(resetToken(), Secrets.PASSWORD);

    assertThat(outcome).isEqualTo(new Outcome.RecoveryBegun(house.time.instant().plus(DAY)));
    assertThat(signsIn(Secrets.PASSWORD)).isFalse();
    assertThat(steps()).hasExactlyElementsOfTypes(RecoveryBegun.class);
  }

  @Test
  void that_token_is_spent() {
    var token = resetToken();
    reset(token, Secrets.PASSWORD);

    assertThat(reset(token, Secrets.PASSWORD)).isEqualTo(INVALID);
  }

  @Test
  void an_account_with_a_password_gets_another_at_once() {
    house.signUp("bob@example.com");
    house
        .auth
        .requestPasswordReset()
        .handle(new RequestPasswordReset.Command("bob@example.com", CLIENT));
    house.storage.deliverAll();
    var token =
        mails("bob@example.com", Notification.PasswordReset.class).getLast().token().reveal();

    assertThat(reset(token, Secrets.OTHER_PASSWORD)).isEqualTo(new Outcome.Reset());
  }

  @Test
  void the_user_is_told_at_the_start_and_when_it_is_due() {
    begin();
    house.storage.deliverAll();
    assertThat(mails(ADA, RecoveryBegan.class))
        .extracting(RecoveryBegan::dueAt)
        .containsExactly(house.time.instant().plus(DAY));
    house.time.advance(DAY.minus(TICK));
    assertThat(announce()).isZero();
    house.time.advance(TICK);

    assertThat(announce()).isEqualTo(1);
    assertThat(announce()).isZero();
    house.storage.deliverAll();
    assertThat(mails(ADA, RecoveryReady.class))
        .extracting(RecoveryReady::until)
        .containsExactly(house.time.instant().plus(WEEK));
  }

  @Test
  void the_mail_that_comes_then_sets_a_password_once_and_signs_everybody_out() {
    var session = signedIn();
    var token = readyToken();

    assertThat(reset(token, Secrets.PASSWORD)).isEqualTo(new Outcome.Reset());

    assertThat(isAlive(session)).isFalse();
    assertThat(signsIn(Secrets.PASSWORD)).isTrue();
    assertThat(reset(token, Secrets.OTHER_PASSWORD)).isEqualTo(INVALID);
    house.storage.deliverAll();
    assertThat(mails(ADA, SecurityNotice.class))
        .filteredOn(notice -> notice.kind() == NoticeKind.PASSWORD_RESET)
        .hasSize(1);
    assertThat(steps())
        .hasExactlyElementsOfTypes(RecoveryBegun.class, RecoveryDue.class, RecoveryCompleted.class);
    assertThat(house.trail(USER.id().value()).stream().<AuthEvent>map(event -> event))
        .contains(new AllSessionsEnded(USER.id(), 1, Reason.PASSWORD_RESET, house.time.instant()));
  }

  @Test
  void beginning_and_waiting_signs_nobody_out() {
    var session = signedIn();

    readyToken();

    assertThat(isAlive(session)).isTrue();
  }

  @Test
  void a_password_that_is_not_taken_costs_nothing() {
    var token = readyToken();

    assertThat(reset(token, "short")).isInstanceOf(Outcome.PasswordRefused.class);
    assertThat(reset(token, Secrets.PASSWORD)).isEqualTo(new Outcome.Reset());
  }

  @Test
  void asking_again_moves_nothing_and_tells_nobody_again() {
    begin();
    var dueAt = house.time.instant().plus(DAY);
    house.time.advance(Duration.ofHours(5));

    assertThat(reset(resetToken(), Secrets.PASSWORD)).isEqualTo(new Outcome.RecoveryBegun(dueAt));
    house.storage.deliverAll();
    assertThat(mails(ADA, RecoveryBegan.class)).hasSize(1);
    assertThat(steps()).hasSize(1);
  }

  @Test
  void of_many_tokens_at_once_one_recovery_begins() {
    var token = resetToken();

    var outcomes = Race.of(Race.MANY, () -> reset(token, Secrets.PASSWORD));

    assertThat(outcomes).filteredOn(Outcome.RecoveryBegun.class::isInstance).hasSize(1);
    assertThat(steps()).hasSize(1);
  }

  @Test
  void whoever_brings_the_token_of_the_first_mail_cancels_it_once() {
    begin();
    var cancel = cancelToken();

    assertThat(cancel(cancel)).isTrue();

    assertThat(cancel(cancel)).isFalse();
    house.time.advance(DAY);
    assertThat(announce()).isZero();
    assertThat(steps()).last().isInstanceOf(RecoveryCancelled.class);
  }

  @Test
  void it_can_be_cancelled_until_a_password_is_set() {
    begin();
    var cancel = cancelToken();
    var token = readyTokenOfRunning();

    assertThat(cancel(cancel)).isTrue();
    assertThat(reset(token, Secrets.PASSWORD)).isEqualTo(INVALID);
  }

  @Test
  @Requirement("S2-66")
  void neither_token_is_good_for_the_other() {
    begin();
    var cancel = cancelToken();
    var token = readyTokenOfRunning();

    assertThat(cancel(token)).isFalse();
    assertThat(reset(cancel, Secrets.PASSWORD)).isEqualTo(INVALID);
    assertThat(reset(token, Secrets.PASSWORD)).isEqualTo(new Outcome.Reset());
  }

  @Test
  void of_many_who_cancel_and_set_a_password_at_once_one_does() {
    begin();
    var cancel = cancelToken();
    var token = readyTokenOfRunning();
    var callers =
        List.<Callable<Boolean>>of(
            () -> cancel(cancel),
            () -> reset(token, Secrets.PASSWORD).equals(new Outcome.Reset()),
            () -> cancel(cancel),
            () -> reset(token, Secrets.PASSWORD).equals(new Outcome.Reset()));

    assertThat(Race.<Boolean>between(callers)).containsOnlyOnce(true);
  }

  @Test
  void a_week_after_it_was_due_it_is_over_to_the_instant() {
    var token = readyToken();
    house.time.advance(WEEK);
    assertThat(reset(token, Secrets.PASSWORD)).isEqualTo(INVALID);
    house.time.advance(TICK.negated());

    assertThat(reset(token, Secrets.PASSWORD)).isEqualTo(new Outcome.Reset());
  }

  @Test
  void signing_out_everywhere_ends_it() {
    begin();
    house
        .auth
        .revokeSessions()
        .handle(new RevokeSessions.Command(USER.id(), Reason.LOGOUT_ALL, CLIENT));
    house.time.advance(DAY);

    assertThat(announce()).isZero();
  }

  @Test
  void a_mail_that_was_not_written_yet_is_dropped_when_it_was_ended() {
    begin();
    house
        .auth
        .revokeSessions()
        .handle(new RevokeSessions.Command(USER.id(), Reason.LOGOUT_ALL, CLIENT));
    house.storage.deliverAll();

    assertThat(mails(ADA, RecoveryBegan.class)).isEmpty();
  }

  @Test
  void a_mail_server_that_is_away_loses_no_mail() {
    begin();
    house.notifier.failNext(1);
    var cancel = cancelToken();

    assertThat(cancel(cancel)).isTrue();
  }

  @Test
  void what_is_no_token_cancels_nothing() {
    begin();
    house.storage.deliverAll();

    for (var wrong : List.of("", "x", "A".repeat(43), "=".repeat(10_000))) {
      assertThat(cancel(wrong)).isFalse();
    }
  }

  private void begin() {
    assertThat(reset(resetToken(), Secrets.PASSWORD)).isInstanceOf(Outcome.RecoveryBegun.class);
  }

  private String resetToken() {
    house.auth.requestPasswordReset().handle(new RequestPasswordReset.Command(ADA, CLIENT));
    house.storage.deliverAll();
    return mails(ADA, Notification.PasswordReset.class).getLast().token().reveal();
  }

  private String cancelToken() {
    house.storage.deliverAll();
    return mails(ADA, RecoveryBegan.class).getLast().cancel().reveal();
  }

  private String readyToken() {
    begin();
    return readyTokenOfRunning();
  }

  private String readyTokenOfRunning() {
    house.time.advance(DAY);
    announce();
    house.storage.deliverAll();
    return mails(ADA, RecoveryReady.class).getLast().token().reveal();
  }

  private int announce() {
    return house.auth.announceRecoveries().run();
  }

  private boolean cancel(String presented) {
    return house.auth.cancelRecovery().handle(new CancelRecovery.Command.ByMail(presented, CLIENT));
  }

  private Outcome reset(String token, String password) {
    return house.auth.resetPassword().handle(new ResetPassword.Command(token, password, CLIENT));
  }

  private boolean signsIn(String password) {
    return house.login(ADA, password) instanceof AuthenticateWithPassword.Outcome.SignedIn;
  }

  private Session signedIn() {
    var session = ASession.of(USER, house.time.instant());
    house
        .storage
        .ports()
        .unit()
        .write(() -> house.storage.ports().sessions().open(session, USER.epoch()));
    return session;
  }

  private boolean isAlive(Session session) {
    return house
        .storage
        .ports()
        .sessions()
        .find(session.id())
        .filter(standing -> standing.isGood(house.time.instant()))
        .isPresent();
  }

  private <N extends Notification> List<N> mails(String email, Class<N> kind) {
    return house.notifier.sentTo(address(email)).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private List<RecoveryEvent> steps() {
    return house.trail(USER.id().value()).stream()
        .filter(RecoveryEvent.class::isInstance)
        .map(RecoveryEvent.class::cast)
        .toList();
  }
}
