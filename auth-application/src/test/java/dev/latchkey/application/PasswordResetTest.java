package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static dev.latchkey.application.House.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.application.credential.RequestPasswordReset;
import dev.latchkey.application.credential.ResetPassword;
import dev.latchkey.application.credential.ResetPassword.Outcome;
import dev.latchkey.application.session.RevokeSessions;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.application.user.SuspendUser;
import dev.latchkey.domain.credential.CredentialEvent;
import dev.latchkey.domain.credential.CredentialEvent.PasswordReset;
import dev.latchkey.domain.credential.CredentialEvent.PasswordResetOffered;
import dev.latchkey.domain.credential.PasswordPolicy.Fault;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.OverloadedException;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.session.SessionEvent.AllSessionsEnded;
import dev.latchkey.domain.session.SessionEvent.Reason;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.requirement.Requirement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Requirement("S1-31")
class PasswordResetTest {
  private static final String ADA = "ada@example.com";
  private static final String NOBODY = "nobody@example.com";
  private static final String FRESH = Secrets.OTHER_PASSWORD;
  private static final Outcome RESET = new Outcome.Reset();
  private static final Outcome INVALID = new Outcome.InvalidToken();
  private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);

  private final House house = new House();
  private final Tokens tokens = house.signUp(ADA);
  private final UserId ada = tokens.user().id();

  @Test
  @Requirement({"S2-03", "S4-05"})
  void the_mailed_token_sets_a_new_password_and_the_old_one_is_worth_nothing() {
    var token = mailedToken(ADA);

    assertThat(reset(token, FRESH)).isEqualTo(RESET);

    assertThat(house.login(ADA, FRESH))
        .isInstanceOf(AuthenticateWithPassword.Outcome.SignedIn.class);
    assertThat(house.login(ADA, Secrets.PASSWORD))
        .isInstanceOf(AuthenticateWithPassword.Outcome.Refused.class);
  }

  @Test
  void everything_that_was_signed_in_is_out_and_nobody_is_signed_in() {
    var another = house.signIn(ADA);

    reset(mailedToken(ADA), FRESH);

    assertThat(house.isGood(tokens)).isFalse();
    assertThat(house.isGood(another)).isFalse();
    assertThat(house.trail(ada.value()).stream().<AuthEvent>map(event -> event))
        .endsWith(
            new PasswordReset(ada, house.time.instant()),
            new AllSessionsEnded(ada, 2, Reason.PASSWORD_RESET, house.time.instant()));
  }

  @Test
  void the_mail_greets_the_owner_and_says_where_the_request_came_from() {
    request(ADA);
    house.storage.deliverAll();

    var mail = resetMails().getFirst();
    assertThat(mail.name()).isEqualTo(new DisplayName("Ada"));
    assertThat(mail.lifetime()).isEqualTo(Duration.ofMinutes(10));
    assertThat(mail.client()).isEqualTo(CLIENT);
  }

  @Test
  void the_owner_is_told_by_mail_that_the_password_was_changed() {
    reset(mailedToken(ADA), FRESH);

    assertThat(house.notices(ADA, NoticeKind.PASSWORD_RESET))
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.name()).isEqualTo(new DisplayName("Ada"));
              assertThat(notice.happening().at()).isEqualTo(house.time.instant());
              assertThat(notice.happening().client()).isEqualTo(CLIENT);
            });
  }

  @Test
  @Requirement("S1-04")
  void it_opens_what_guesses_have_closed_and_makes_strangers_of_known_devices() {
    var known = tokens.device().orElseThrow();
    for (var n = 0; n < 100; n++) {
      house.time.advance(Duration.ofHours(1));
      house.login(ADA, "no password of hers");
      house.login(ADA, "no password of hers", known);
    }
    assertThat(house.login(ADA, Secrets.PASSWORD, known))
        .isInstanceOf(AuthenticateWithPassword.Outcome.Refused.class);

    reset(mailedToken(ADA), FRESH);

    for (var n = 0; n < 5; n++) {
      house.login(ADA, "no password of hers", known);
    }
    assertThat(house.login(ADA, FRESH)).isInstanceOf(AuthenticateWithPassword.Outcome.Slowed.class);
    house.time.advance(Duration.ofMinutes(1));
    assertThat(house.login(ADA, FRESH))
        .isInstanceOf(AuthenticateWithPassword.Outcome.SignedIn.class);
  }

  @Test
  void a_token_works_once() {
    var token = mailedToken(ADA);

    assertThat(reset(token, FRESH)).isEqualTo(RESET);
    assertThat(reset(token, "yet another good one")).isEqualTo(INVALID);
  }

  @Test
  void of_many_who_use_a_token_at_the_same_moment_one_sets_his_password() {
    var token = mailedToken(ADA);

    var outcomes =
        Race.between(
            IntStream.range(0, Race.MANY)
                .mapToObj(n -> (Callable<Outcome>) () -> reset(token, "a good password " + n))
                .toList());

    assertThat(outcomes).containsOnlyOnce(RESET);
    assertThat(
            IntStream.range(0, Race.MANY)
                .filter(n -> signsIn("a good password " + n))
                .mapToObj(outcomes::get))
        .containsExactly(RESET);
  }

  /** After a while, for most of those who are asked about are wrong. */
  private boolean signsIn(String password) {
    house.time.advance(Duration.ofHours(1));
    return house.login(ADA, password) instanceof AuthenticateWithPassword.Outcome.SignedIn;
  }

  @Test
  void a_refused_password_costs_nothing_and_the_token_still_works() {
    var token = mailedToken(ADA);

    assertThat(reset(token, "short"))
        .isEqualTo(new Outcome.PasswordRefused(List.of(new Fault.TooShort(8))));
    assertThat(reset(token, "x".repeat(257)))
        .isEqualTo(new Outcome.PasswordRefused(List.of(new Fault.TooLong())));
    assertThat(house.isGood(tokens)).isTrue();
    assertThat(reset(token, FRESH)).isEqualTo(RESET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "\u0000", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void what_is_no_token_of_ours_sets_nothing(String wrong) {
    mailedToken(ADA);

    assertThat(reset(wrong, FRESH)).isEqualTo(INVALID);
    assertThat(house.isGood(house.signIn(ADA))).isTrue();
  }

  @Test
  void ten_minutes_after_the_mail_the_token_is_dead_to_the_instant() {
    var token = mailedToken(ADA);
    house.time.advance(Duration.ofMinutes(10).minus(TICK));
    assertThat(reset(token, "short")).isInstanceOf(Outcome.PasswordRefused.class);

    house.time.advance(TICK);
    assertThat(reset(token, FRESH)).isEqualTo(INVALID);
  }

  @Test
  void a_moment_before_it_works_however_long_the_mail_waited() {
    request(ADA);
    house.time.advance(Duration.ofMinutes(59));
    house.storage.deliverAll();
    house.time.advance(Duration.ofMinutes(10).minus(TICK));

    assertThat(reset(newestToken(ADA), FRESH)).isEqualTo(RESET);
  }

  @Test
  void a_mail_that_waited_too_long_is_not_sent() {
    request(ADA);
    house.time.advance(Duration.ofHours(1));
    house.storage.deliverAll();

    assertThat(resetMails()).isEmpty();
  }

  @Test
  void a_second_request_kills_the_first_token_at_once() {
    var first = mailedToken(ADA);
    request(ADA);

    assertThat(reset(first, FRESH)).isEqualTo(INVALID);
    house.storage.deliverAll();
    assertThat(reset(newestToken(ADA), FRESH)).isEqualTo(RESET);
  }

  @Test
  void two_requests_before_the_first_mail_left_are_one_mail() {
    request(ADA);
    request(ADA);
    house.storage.deliverAll();

    assertThat(resetMails()).hasSize(1);
    assertThat(reset(newestToken(ADA), FRESH)).isEqualTo(RESET);
  }

  @Test
  void signing_out_everywhere_kills_the_token() {
    var token = mailedToken(ADA);
    house.auth.revokeSessions().handle(new RevokeSessions.Command(ada, Reason.LOGOUT_ALL, CLIENT));

    assertThat(reset(token, FRESH)).isEqualTo(INVALID);
  }

  @Test
  void signing_in_and_out_of_one_device_does_not() {
    var token = mailedToken(ADA);
    house.signIn(ADA);

    assertThat(reset(token, FRESH)).isEqualTo(RESET);
  }

  @Test
  void a_suspended_user_gets_no_mail_and_an_older_token_is_dead_for_ever() {
    var token = mailedToken(ADA);
    suspend(true);
    request(ADA);
    house.storage.deliverAll();

    assertThat(resetMails()).hasSize(1);
    assertThat(reset(token, FRESH)).isEqualTo(INVALID);
    suspend(false);
    assertThat(reset(token, FRESH)).isEqualTo(INVALID);
  }

  @Test
  void a_strangers_address_gets_a_notice_without_a_token() {
    request(NOBODY);
    house.storage.deliverAll();

    assertThat(house.notifier.sentTo(address(NOBODY)))
        .containsExactly(new Notification.NoAccountToReset(CLIENT));
  }

  @ParameterizedTest
  @ValueSource(strings = {ADA, NOBODY})
  void a_flood_fills_no_mailbox(String flooded) {
    for (var knock = 0; knock < 50; knock++) {
      request(flooded);
      house.storage.deliverAll();
    }

    assertThat(
            house.notifier.sentTo(address(flooded)).stream()
                .filter(
                    mail ->
                        mail instanceof Notification.PasswordReset
                            || mail instanceof Notification.NoAccountToReset))
        .hasSize(5);
  }

  @Test
  void a_flood_does_not_kill_the_newest_token_of_the_owner() {
    for (var knock = 0; knock < 50; knock++) {
      request(ADA);
      house.storage.deliverAll();
    }

    assertThat(reset(newestToken(ADA), FRESH)).isEqualTo(RESET);
  }

  @Test
  void an_hour_after_a_flood_the_next_mail_leaves() {
    for (var knock = 0; knock < 6; knock++) {
      request(ADA);
    }
    house.time.advance(Duration.ofHours(1));

    assertThat(reset(mailedToken(ADA), FRESH)).isEqualTo(RESET);
  }

  @Test
  void every_spelling_of_an_address_shares_its_mails() {
    for (var spelling : List.of(ADA, " ADA@example.com", "Ada@EXAMPLE.com.", ADA, ADA, ADA)) {
      request(spelling);
      house.storage.deliverAll();
    }

    assertThat(resetMails()).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no address",
        "ada@example.com\r\nBcc: eve@example.com",
        "<script>@example.com",
        "ada@example.com,eve@example.com"
      })
  void what_can_be_no_address_is_nobodys(String typed) {
    house.storage.deliverAll();
    request(typed);

    assertThat(house.storage.deliverAll()).isZero();
    assertThat(resetMails()).isEmpty();
  }

  @Test
  void when_the_mail_server_was_away_the_mail_is_repeated_with_a_live_token() {
    house.notifier.failNext(2);

    assertThat(reset(mailedToken(ADA), FRESH)).isEqualTo(RESET);
  }

  @Test
  void each_repetition_mints_anew_and_the_one_before_is_dead() {
    request(ADA);
    house.storage.deliverAll();
    var first = newestToken(ADA);
    // A worker that died after sending: the same delivery comes again.
    var ports = house.storage.ports();
    var offered = offered().getLast();
    var again = new CredentialEvent.PasswordResetRequested(offered.reset(), offered.at());
    ports.unit().write(() -> ports.outbox().append(again, ClientContext.none()));
    house.storage.deliverAll();

    assertThat(newestToken(ADA)).isNotEqualTo(first);
    assertThat(reset(first, FRESH)).isEqualTo(INVALID);
    assertThat(reset(newestToken(ADA), FRESH)).isEqualTo(RESET);
  }

  @Test
  void somebody_elses_token_sets_his_own_password_only() {
    house.signUp("bob@example.com");
    mailedToken(ADA);
    request("bob@example.com");
    house.storage.deliverAll();

    assertThat(reset(newestToken("bob@example.com"), FRESH)).isEqualTo(RESET);
    assertThat(house.isGood(house.signIn(ADA))).isTrue();
  }

  @Test
  void the_offer_is_on_the_trail_of_the_user_with_its_origin() {
    mailedToken(ADA);

    var newest = house.storage.ports().auditTrail().about(ada.value(), 1).getFirst();
    assertThat(newest.event()).isInstanceOf(PasswordResetOffered.class);
    assertThat(newest.client()).isEqualTo(CLIENT);
  }

  @Test
  void a_token_that_is_worth_nothing_has_nothing_hashed() {
    var before = house.crypto.hasher().work();

    assertThat(reset("A".repeat(43), FRESH)).isEqualTo(INVALID);
    assertThat(house.crypto.hasher().work()).isEqualTo(before);
  }

  @Test
  void when_too_much_is_hashed_already_the_token_is_kept() {
    var token = mailedToken(ADA);
    house.crypto.hasher().beFull();

    assertThatThrownBy(() -> reset(token, FRESH)).isInstanceOf(OverloadedException.class);
    assertThat(house.isGood(tokens)).isTrue();
    assertThat(offered()).hasSize(1);
  }

  @Test
  void what_is_over_is_purged() {
    var token = mailedToken(ADA);
    house.time.advance(Duration.ofHours(2));
    var purge =
        house.auth.recurringTasks().stream()
            .filter(task -> task.name().equals("purge-expired"))
            .findFirst()
            .orElseThrow();
    purge.work().run();

    assertThat(house.storage.ports().passwordResets().purge(house.time.instant())).isZero();
    assertThat(reset(token, FRESH)).isEqualTo(INVALID);
  }

  private void suspend(boolean disable) {
    house.auth.suspendUser().handle(new SuspendUser.Command(ada, disable, CLIENT));
  }

  private void request(String email) {
    house.auth.requestPasswordReset().handle(new RequestPasswordReset.Command(email, CLIENT));
  }

  private String mailedToken(String email) {
    request(email);
    house.storage.deliverAll();
    return newestToken(email);
  }

  private String newestToken(String email) {
    return house.notifier.sentTo(address(email)).stream()
        .filter(Notification.PasswordReset.class::isInstance)
        .map(mail -> ((Notification.PasswordReset) mail).token())
        .map(SecretToken::reveal)
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  private List<Notification.PasswordReset> resetMails() {
    return house.notifier.sentTo(address(ADA)).stream()
        .filter(Notification.PasswordReset.class::isInstance)
        .map(Notification.PasswordReset.class::cast)
        .toList();
  }

  private List<PasswordResetOffered> offered() {
    return house.trail(ada.value()).stream()
        .filter(PasswordResetOffered.class::isInstance)
        .map(PasswordResetOffered.class::cast)
        .toList();
  }

  private Outcome reset(String token, String password) {
    return house.auth.resetPassword().handle(new ResetPassword.Command(token, password, CLIENT));
  }
}
