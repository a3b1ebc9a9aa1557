package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static dev.latchkey.application.House.address;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.application.credential.ChangePassword;
import dev.latchkey.application.credential.RequestPasswordReset;
import dev.latchkey.application.credential.ResetPassword;
import dev.latchkey.application.leaving.RequestDeletion;
import dev.latchkey.application.notice.DisavowHappening;
import dev.latchkey.application.notice.DisavowHappening.Outcome;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.application.user.SuspendUser;
import dev.latchkey.domain.credential.CredentialEvent;
import dev.latchkey.domain.credential.CredentialEvent.LoginRefused;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.notice.Notice;
import dev.latchkey.domain.notice.NoticeEvent.HappeningDisavowed;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.notice.Notices.Link;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notification.SecurityNotice;
import dev.latchkey.domain.passkey.Passkey;
import dev.latchkey.domain.session.SessionEvent.AllSessionsEnded;
import dev.latchkey.domain.session.SessionEvent.Reason;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.verification.CodeDigester.Purpose;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.fixture.APasskey;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody else has the password of Ada and signs in; she reads her mail. */
class DisavowalTest {
  private static final String ADA = "ada@example.com";
  private static final String BOB = "bob@example.com";
  private static final String FRESH = "nobody else knows this one";
  private static final Outcome DONE = new Outcome.ShutOut(true);
  private static final Outcome INVALID = new Outcome.InvalidToken();
  private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);
  private static final Duration A_DAY = Duration.ofDays(1);

  private final House house = new House();
  private final Tokens hers = house.signUp(ADA);
  private final UserId ada = hers.user().id();

  @Test
  void everybody_is_out_the_thief_and_the_owner() {
    var thiefs = house.signIn(ADA);

    assertThat(notMe(newestToken())).isEqualTo(DONE);

    assertThat(house.isGood(thiefs)).isFalse();
    assertThat(house.isGood(hers)).isFalse();
  }

  @Test
  void the_password_signs_nobody_in_from_any_device_and_costs_what_a_wrong_one_costs() {
    house.signIn(ADA);
    notMe(newestToken());
    var before = house.crypto.hasher().work();

    assertThat(house.login(ADA, Secrets.PASSWORD))
        .isInstanceOf(AuthenticateWithPassword.Outcome.Refused.class);
    var right = house.crypto.hasher().work() - before;
    assertThat(house.login(ADA, Secrets.OTHER_PASSWORD))
        .isInstanceOf(AuthenticateWithPassword.Outcome.Refused.class);
    var wrong = house.crypto.hasher().work() - before - right;
    assertThat(house.login(ADA, Secrets.PASSWORD, hers.device().orElseThrow()))
        .isInstanceOf(AuthenticateWithPassword.Outcome.Refused.class);

    assertThat(right).isEqualTo(wrong).isPositive();
    assertThat(house.trail(ada.value()).stream().<AuthEvent>map(event -> event))
        .contains(
            new LoginRefused(ada, CredentialEvent.Reason.FROZEN, house.time.instant()),
            new LoginRefused(ada, CredentialEvent.Reason.WRONG_PASSWORD, house.time.instant()));
  }

  @Test
  void who_says_nothing_keeps_his_password() {
    house.signIn(ADA);
    newestToken();

    assertThat(house.isGood(hers)).isTrue();
    assertThat(house.isGood(house.signIn(ADA))).isTrue();
  }

  @Test
  void the_owner_comes_back_by_the_mail_that_follows() {
    house.signIn(ADA);
    notMe(newestToken());

    assertThat(reset(newestResetToken(), FRESH)).isEqualTo(new ResetPassword.Outcome.Reset());

    assertThat(signsIn(FRESH)).isTrue();
    assertThat(signsIn(Secrets.PASSWORD)).isFalse();
  }

  @Test
  void the_very_same_password_set_by_mail_signs_in_again() {
    house.signIn(ADA);
    notMe(newestToken());

    assertThat(reset(newestResetToken(), Secrets.PASSWORD))
        .isEqualTo(new ResetPassword.Outcome.Reset());

    assertThat(signsIn(Secrets.PASSWORD)).isTrue();
  }

  @Test
  void the_mail_that_follows_leaves_however_many_were_asked_for_by_strangers() {
    house.signIn(ADA);
    var token = newestToken();
    for (var n = 0; n < 10; n++) {
      house.auth.requestPasswordReset().handle(new RequestPasswordReset.Command(ADA, CLIENT));
      house.storage.deliverAll();
    }
    var before = resetMails().size();

    assertThat(notMe(token)).isEqualTo(DONE);

    house.storage.deliverAll();
    assertThat(resetMails()).hasSize(before + 1);
  }

  @Test
  void what_was_pending_for_a_new_password_is_dead() {
    house.signIn(ADA);
    var token = newestToken();
    house.auth.requestPasswordReset().handle(new RequestPasswordReset.Command(ADA, CLIENT));
    var pending = newestResetToken();

    notMe(token);

    assertThat(reset(pending, FRESH)).isEqualTo(new ResetPassword.Outcome.InvalidToken());
  }

  @Test
  void no_device_is_known_any_more() {
    var kept = house.signIn(ADA).device().orElseThrow();
    var token = newestToken();
    assertThat(isKnown(kept)).isTrue();

    notMe(token);

    assertThat(isKnown(kept)).isFalse();
    assertThat(isKnown(hers.device().orElseThrow())).isFalse();
  }

  @Test
  void a_wish_to_be_deleted_that_came_after_it_is_undone_and_an_older_one_is_kept() {
    house.auth.requestDeletion().handle(new RequestDeletion.Command(ada, CLIENT));
    house.time.advance(TICK);
    house.signIn(ADA);
    notMe(newestToken());
    assertThat(house.auth.findDeletion().of(ada)).isPresent();

    var bob = house.signUp(BOB).user().id();
    house.time.advance(A_DAY);
    house.signIn(BOB);
    house.auth.requestDeletion().handle(new RequestDeletion.Command(bob, CLIENT));
    notMe(newestToken(BOB));
    assertThat(house.auth.findDeletion().of(bob)).isEmpty();
  }

  @Test
  void passkeys_that_were_added_since_are_taken_away_and_no_earlier_ones() {
    var before = added("laptop");
    house.time.advance(A_DAY);
    house.signIn(ADA);
    var token = newestToken();
    house.time.advance(A_DAY);
    added("thiefs phone");

    assertThat(notMe(token)).isEqualTo(DONE);

    assertThat(house.storage.ports().passkeys().list(ada)).containsExactly(before);
  }

  private Passkey added(String label) {
    var ports = house.storage.ports();
    var owner = ports.users().find(ada).orElseThrow();
    var passkey = APasskey.of(owner, label, house.time.instant());
    ports.unit().write(() -> ports.passkeys().add(passkey, owner.epoch(), 20));
    return passkey;
  }

  @Test
  void who_has_another_address_by_now_gets_no_mail_there() {
    var token = tokenTo(EmailAddress.of("ada.before@example.com"));

    assertThat(notMe(token)).isEqualTo(new Outcome.ShutOut(false));

    house.storage.deliverAll();
    assertThat(resetMails()).isEmpty();
    assertThat(signsIn(Secrets.PASSWORD)).isFalse();
  }

  @Test
  void it_is_on_the_trail() {
    var at = house.time.instant();
    house.signIn(ADA);
    var token = newestToken();
    house.time.advance(A_DAY);

    notMe(token);

    assertThat(house.trail(ada.value()).stream().<AuthEvent>map(event -> event))
        .contains(
            new HappeningDisavowed(ada, NoticeKind.NEW_DEVICE, at, house.time.instant()),
            new AllSessionsEnded(ada, 2, Reason.DISAVOWED, house.time.instant()));
  }

  @Test
  void a_token_works_once_and_leaves_later_sign_ins_alone() {
    house.signIn(ADA);
    var token = newestToken();
    notMe(token);
    reset(newestResetToken(), FRESH);
    var later = signedIn(FRESH);

    assertThat(notMe(token)).isEqualTo(INVALID);

    assertThat(house.isGood(later)).isTrue();
    assertThat(signsIn(FRESH)).isTrue();
  }

  @Test
  void other_links_about_what_happened_since_are_settled_with_it() {
    house.signIn(ADA);
    var first = newestToken();
    house.time.advance(A_DAY);
    house.signIn(ADA);
    var second = newestToken();
    notMe(first);
    reset(newestResetToken(), FRESH);
    var later = signedIn(FRESH);

    assertThat(second).isNotEqualTo(first);
    assertThat(notMe(second)).isEqualTo(INVALID);
    assertThat(house.isGood(later)).isTrue();
  }

  @Test
  void of_many_who_show_a_token_at_the_same_moment_one_is_answered() {
    house.signIn(ADA);
    var token = newestToken();

    var outcomes = Race.of(Race.MANY, () -> notMe(token));

    assertThat(outcomes).containsOnlyOnce(DONE).contains(INVALID);
    house.storage.deliverAll();
    assertThat(resetMails()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "\u0000", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void what_is_no_token_of_ours_shuts_nobody_out(String wrong) {
    house.signIn(ADA);
    newestToken();

    assertThat(notMe(wrong)).isEqualTo(INVALID);
    assertThat(house.isGood(hers)).isTrue();
  }

  @Test
  void a_token_for_another_purpose_shuts_nobody_out() {
    house.auth.requestPasswordReset().handle(new RequestPasswordReset.Command(ADA, CLIENT));

    assertThat(notMe(newestResetToken())).isEqualTo(INVALID);
    assertThat(house.isGood(hers)).isTrue();
  }

  @Test
  void after_seven_days_the_token_is_dead_to_the_instant() {
    house.signIn(ADA);
    var token = newestToken();
    house.time.advance(Duration.ofDays(7));

    assertThat(notMe(token)).isEqualTo(INVALID);
    assertThat(signsIn(Secrets.PASSWORD)).isTrue();
  }

  @Test
  void a_moment_before_it_works() {
    house.signIn(ADA);
    var token = newestToken();
    house.time.advance(Duration.ofDays(7).minus(TICK));

    assertThat(notMe(token)).isEqualTo(DONE);
  }

  @Test
  void one_users_token_leaves_others_alone() {
    var bobs = house.signUp(BOB);
    house.signIn(ADA);

    notMe(newestToken());

    assertThat(house.isGood(bobs)).isTrue();
    assertThat(house.isGood(house.signIn(BOB))).isTrue();
  }

  @Test
  void a_thief_who_changes_the_password_is_shut_out_by_the_notice_of_that() {
    var thiefs = house.signIn(ADA);
    var changed = house.change(thiefs, Secrets.PASSWORD, Secrets.OTHER_PASSWORD);
    var token = house.notices(ADA, NoticeKind.PASSWORD_CHANGED).getLast().link().token().reveal();

    assertThat(notMe(token)).isEqualTo(DONE);

    assertThat(house.isGood(((ChangePassword.Outcome.Changed) changed).tokens())).isFalse();
    assertThat(signsIn(Secrets.OTHER_PASSWORD)).isFalse();
  }

  @Test
  void a_notice_from_before_a_change_of_password_is_as_good() {
    var thiefs = house.signIn(ADA);
    var token = newestToken();
    house.change(thiefs, Secrets.PASSWORD, Secrets.OTHER_PASSWORD);

    assertThat(notMe(token)).isEqualTo(DONE);

    assertThat(signsIn(Secrets.OTHER_PASSWORD)).isFalse();
  }

  @Test
  void a_digest_shuts_out_as_a_single_notice_does() {
    for (var n = 0; n < 3; n++) {
      house.signIn(ADA);
      house.storage.deliverAll();
    }
    house.time.advance(Duration.ofMinutes(15));
    house.auth.recurringTasks().forEach(task -> task.work().run());
    assertThat(house.notices(ADA, NoticeKind.NEW_DEVICE))
        .extracting(SecurityNotice::times)
        .containsExactly(1, 2);

    assertThat(notMe(newestToken())).isEqualTo(DONE);
    assertThat(house.isGood(hers)).isFalse();
  }

  @Test
  void who_is_suspended_stays_so_and_gets_no_way_back_in() {
    house.signIn(ADA);
    var token = newestToken();
    house.auth.suspendUser().handle(new SuspendUser.Command(ada, true, CLIENT));

    assertThat(notMe(token)).isEqualTo(DONE);

    house.storage.deliverAll();
    assertThat(resetMails()).isEmpty();
  }

  /** As of a notice that went to an address which the account no longer has. */
  private String tokenTo(EmailAddress former) {
    var ports = house.storage.ports();
    var token = Secrets.token("to the former address");
    var digest = house.crypto.ports().codes().digest(Purpose.NOT_ME, token);
    var now = house.time.instant();
    var notice =
        new Notice(
            new EventId(NamedIds.of("former")), ada, NoticeKind.PASSWORD_CHANGED, now, CLIENT);
    var link = new Link(former, digest, now.plus(A_DAY));
    assertThat(ports.unit().write(() -> ports.notices().admit(notice, link, now, now))).isTrue();
    return token.reveal();
  }

  private Outcome notMe(String token) {
    return house.auth.disavowHappening().handle(new DisavowHappening.Command(token, CLIENT));
  }

  private String newestToken() {
    return newestToken(ADA);
  }

  private String newestToken(String email) {
    return house.notices(email, NoticeKind.NEW_DEVICE).getLast().link().token().reveal();
  }

  private String newestResetToken() {
    house.storage.deliverAll();
    return resetMails().getLast().token().reveal();
  }

  private List<Notification.PasswordReset> resetMails() {
    return house.notifier.sentTo(address(ADA)).stream()
        .filter(Notification.PasswordReset.class::isInstance)
        .map(Notification.PasswordReset.class::cast)
        .toList();
  }

  private ResetPassword.Outcome reset(String token, String password) {
    return house.auth.resetPassword().handle(new ResetPassword.Command(token, password, CLIENT));
  }

  private boolean signsIn(String password) {
    return house.login(ADA, password) instanceof AuthenticateWithPassword.Outcome.SignedIn;
  }

  private Tokens signedIn(String password) {
    return ((AuthenticateWithPassword.Outcome.SignedIn) house.login(ADA, password)).tokens();
  }

  private boolean isKnown(DeviceToken device) {
    return house
        .storage
        .ports()
        .devices()
        .recognise(ada, List.of(device), Instant.EPOCH)
        .isPresent();
  }
}
