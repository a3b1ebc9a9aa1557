package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.application.session.EndSession;
import dev.latchkey.application.session.RevokeSessions;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.device.DeviceDescription;
import dev.latchkey.domain.device.Place;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.RecurringTask;
import dev.latchkey.domain.notice.Happening;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.notification.Notification.SecurityNotice;
import dev.latchkey.domain.session.SessionEvent.Reason;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.requirement.Requirement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticeTest {
  private static final String ADA = "ada@example.com";
  private static final String BOB = "bob@example.com";
  private static final Duration QUIET = Duration.ofMinutes(15);
  private static final ClientContext ABROAD = new ClientContext("203.0.113.99", "Lynx/2.9", null);
  private static final DeviceDescription LYNX =
      new DeviceDescription("Lynx 2.9", "Plan 9", "desktop");
  private static final Place BERLIN = new Place("Berlin", "Land Berlin", "Germany", "DE");

  /** Knows one browser and one address. */
  private final House house =
      new House(
          AuthPolicies.standard(),
          ports -> ports.describedBy(NoticeTest::describe).locatedBy(NoticeTest::locate));

  private final Tokens tokens = house.signUp(ADA);

  private static DeviceDescription describe(ClientContext client) {
    return "Lynx/2.9".equals(client.userAgent())
        ? LYNX
        : new DeviceDescription(client.userAgent(), null, null);
  }

  private static Optional<Place> locate(String address) {
    return address.equals("203.0.113.99") ? Optional.of(BERLIN) : Optional.empty();
  }

  @BeforeEach
  void be_there_for_a_day() {
    house.storage.deliverAll();
    house.time.advance(Duration.ofDays(1));
  }

  @Test
  void an_account_that_was_just_made_gives_no_notice_of_its_device() {
    assertThat(newDevices()).isEmpty();
  }

  @Test
  @Requirement({"S0-10", "S0-15", "S0-16", "S0-17"})
  void a_sign_in_from_an_unknown_device_is_told_with_time_address_device_and_place() {
    signInAbroad();

    assertThat(newDevices())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.happening())
                  .isEqualTo(new Happening(house.time.instant(), ABROAD, LYNX, BERLIN));
              assertThat(notice.times()).isEqualTo(1);
              assertThat(notice.link().expiresAt())
                  .isEqualTo(house.time.instant().plus(Duration.ofDays(7)));
            });
  }

  @Test
  void without_anybody_to_ask_the_agent_is_told_and_no_place() {
    var plain = new House();
    plain.signUp(ADA);
    plain.signIn(ADA);

    assertThat(plain.notices(ADA, NoticeKind.NEW_DEVICE))
        .extracting(SecurityNotice::happening)
        .containsExactly(
            new Happening(
                plain.time.instant(), CLIENT, new DeviceDescription("curl/8", null, null), null));
  }

  @Test
  void a_sign_in_from_a_known_device_is_not_told() {
    house.login(ADA, Secrets.PASSWORD, tokens.device().orElseThrow());

    assertThat(newDevices()).isEmpty();
  }

  @Test
  void a_wrong_password_from_an_unknown_device_is_no_sign_in() {
    house.login(ADA, Secrets.OTHER_PASSWORD);

    assertThat(newDevices()).isEmpty();
  }

  @Test
  void twenty_in_a_minute_are_one_mail_and_one_digest_of_the_others() {
    for (var n = 0; n < 20; n++) {
      house.time.advance(Duration.ofSeconds(3));
      signInAbroad();
      house.storage.deliverAll();
    }
    assertThat(newDevices()).extracting(SecurityNotice::times).containsExactly(1);
    var last = house.time.instant();

    beThere(Duration.ofHours(2));

    assertThat(newDevices()).extracting(SecurityNotice::times).containsExactly(1, 19);
    var digest = newDevices().getLast();
    assertThat(digest.since()).isEqualTo(last.minusSeconds(18 * 3));
    assertThat(digest.happening()).isEqualTo(new Happening(last, ABROAD, LYNX, BERLIN));
  }

  @Test
  void however_long_it_goes_on_there_are_four_mails_of_a_kind_an_hour_and_none_is_lost() {
    for (var minute = 0; minute < 24 * 60; minute++) {
      house.time.advance(Duration.ofMinutes(1));
      signInAbroad();
      house.storage.deliverAll();
      gather();
    }
    beThere(Duration.ofMinutes(30));

    assertThat(newDevices()).hasSizeBetween(4 * 23, 4 * 24 + 1);
    assertThat(newDevices().stream().mapToInt(SecurityNotice::times).sum()).isEqualTo(24 * 60);
  }

  @Test
  void a_digest_is_told_once_by_however_many_workers() {
    signInAbroad();
    signInAbroad();
    house.storage.deliverAll();
    house.time.advance(QUIET);

    Race.of(8, this::gather);

    assertThat(newDevices()).extracting(SecurityNotice::times).containsExactly(1, 1);
  }

  @Test
  void a_mail_server_that_is_away_loses_no_notice_and_doubles_none() {
    house.notifier.failNext(2);
    signInAbroad();
    signInAbroad();

    assertThat(newDevices()).hasSize(1);
    house.time.advance(QUIET);
    house.notifier.failNext(2);
    gather();
    assertThat(newDevices()).hasSize(2);
  }

  @Test
  void other_kinds_and_other_users_do_not_wait() {
    house.signUp(BOB);
    signInAbroad();
    house.change(signInHere(), Secrets.PASSWORD, Secrets.OTHER_PASSWORD);
    house.login(BOB, Secrets.PASSWORD);

    assertThat(newDevices()).hasSize(1);
    assertThat(house.notices(ADA, NoticeKind.PASSWORD_CHANGED)).hasSize(1);
    assertThat(house.notices(BOB, NoticeKind.NEW_DEVICE)).hasSize(1);
  }

  @Test
  void changing_a_password_is_told_and_the_device_on_which_it_was_done_is_not() {
    house.change(signInHere(), Secrets.PASSWORD, Secrets.OTHER_PASSWORD);

    assertThat(house.notices(ADA, NoticeKind.PASSWORD_CHANGED)).hasSize(1);
    assertThat(newDevices()).isEmpty();
  }

  @Test
  void a_session_that_was_ended_from_another_is_told() {
    var command = new EndSession.Command.Listed(tokens.session().id(), tokens.user().id(), ABROAD);
    house.auth.endSession().handle(command);

    assertThat(house.notices(ADA, NoticeKind.SESSION_ENDED))
        .extracting(notice -> notice.happening().client())
        .containsExactly(ABROAD);
  }

  @Test
  void signing_out_is_not_told() {
    var command = new EndSession.Command.Current(tokens.session().id(), tokens.user().id(), CLIENT);
    house.auth.endSession().handle(command);

    assertThat(house.notices(ADA, NoticeKind.SESSION_ENDED)).isEmpty();
  }

  @Test
  void signing_out_everywhere_is_told_when_there_was_an_elsewhere() {
    revoke(Reason.LOGOUT_ALL);
    assertThat(house.notices(ADA, NoticeKind.SESSION_ENDED)).isEmpty();

    house.signIn(ADA);
    house.signIn(ADA);
    revoke(Reason.LOGOUT_ALL);
    assertThat(house.notices(ADA, NoticeKind.SESSION_ENDED)).hasSize(1);
  }

  @Test
  void an_operator_who_ends_sessions_is_told_of_and_one_who_finds_none_is_not() {
    revoke(Reason.OPERATOR);
    assertThat(house.notices(ADA, NoticeKind.SESSIONS_ENDED_BY_OPERATOR)).hasSize(1);

    house.time.advance(QUIET);
    revoke(Reason.OPERATOR);
    assertThat(house.notices(ADA, NoticeKind.SESSIONS_ENDED_BY_OPERATOR)).hasSize(1);
  }

  private void revoke(Reason reason) {
    house
        .auth
        .revokeSessions()
        .handle(new RevokeSessions.Command(tokens.user().id(), reason, CLIENT));
  }

  private List<SecurityNotice> newDevices() {
    return house.notices(ADA, NoticeKind.NEW_DEVICE);
  }

  /** From the device that is known. */
  private Tokens signInHere() {
    var outcome = house.login(ADA, Secrets.PASSWORD, tokens.device().orElseThrow());
    return ((AuthenticateWithPassword.Outcome.SignedIn) outcome).tokens();
  }

  private void signInAbroad() {
    var command = new AuthenticateWithPassword.Command(ADA, Secrets.PASSWORD, ABROAD);
    assertThat(house.auth.authenticateWithPassword().handle(command))
        .isInstanceOf(AuthenticateWithPassword.Outcome.SignedIn.class);
  }

  /** The minutes pass, and what is to be done every minute is done. */
  private void beThere(Duration time) {
    for (var minute = 0; minute < time.toMinutes(); minute++) {
      house.time.advance(Duration.ofMinutes(1));
      gather();
      house.storage.deliverAll();
    }
  }

  private boolean gather() {
    house.auth.recurringTasks().stream()
        .filter(task -> task.name().equals("gather-notices"))
        .map(RecurringTask::work)
        .forEach(Runnable::run);
    return true;
  }
}
