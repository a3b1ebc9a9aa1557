package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.application.credential.ChangePassword;
import dev.latchkey.application.credential.Reauthenticate.Outcome;
import dev.latchkey.application.session.CheckFreshness;
import dev.latchkey.application.session.RenewSession;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.credential.CredentialEvent.PasswordChanged;
import dev.latchkey.domain.credential.PasswordPolicy.Fault;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.session.SessionEvent.AllSessionsEnded;
import dev.latchkey.domain.session.SessionEvent.Reason;
import dev.latchkey.domain.session.SessionEvent.Reauthenticated;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Showing again who is signed in, and setting another password. */
class ReauthenticationTest {
  private static final String ADA = "ada@example.com";
  private static final String WANTED = "a password that is wanted";

  private final House house = new House();

  @Test
  void the_right_password_makes_the_same_session_fresh() {
    var old = house.signUp(ADA);
    house.time.advance(Duration.ofMinutes(6));
    assertThat(isFresh(old)).isFalse();

    var fresh = shown(house.reauthenticate(old, Secrets.PASSWORD));

    assertThat(isFresh(fresh)).isTrue();
    assertThat(isFresh(old)).isFalse();
    assertThat(house.isGood(old)).isTrue();
    assertThat(fresh.session().id()).isEqualTo(old.session().id());
    assertThat(house.trail(old.user().id().value()))
        .last()
        .isEqualTo(
            new Reauthenticated(
                old.session().id(),
                old.user().id(),
                Set.of(AuthenticationMethod.PASSWORD),
                house.time.instant()));
  }

  @Test
  void the_refresh_token_before_is_spent_at_once_and_the_new_one_renews() {
    var old = house.signUp(ADA);
    var fresh = shown(house.reauthenticate(old, Secrets.PASSWORD));

    assertThat(renew(old)).isInstanceOf(RenewSession.Outcome.Refused.class);

    assertThat(renew(fresh)).isInstanceOf(RenewSession.Outcome.Renewed.class);
  }

  @Test
  void a_copy_that_comes_back_later_ends_the_session() {
    var old = house.signUp(ADA);
    var fresh = shown(house.reauthenticate(old, Secrets.PASSWORD));
    house.time.advance(Duration.ofSeconds(10));

    assertThat(renew(old)).isInstanceOf(RenewSession.Outcome.ReuseDetected.class);
    assertThat(house.isGood(fresh)).isFalse();
  }

  @Test
  void a_wrong_password_changes_nothing() {
    var old = house.signUp(ADA);

    assertThat(house.reauthenticate(old, Secrets.OTHER_PASSWORD)).isEqualTo(new Outcome.Refused());

    assertThat(renew(old)).isInstanceOf(RenewSession.Outcome.Renewed.class);
  }

  @Test
  void the_user_hears_of_it_once_a_day() {
    var tokens = shown(house.reauthenticate(house.signUp(ADA), Secrets.PASSWORD));
    house.reauthenticate(tokens, Secrets.PASSWORD);
    assertThat(notices()).isEqualTo(1);

    house.time.advance(Duration.ofDays(1));
    house.reauthenticate(house.signIn(ADA), Secrets.PASSWORD);

    assertThat(notices()).isEqualTo(2);
  }

  @Test
  void a_new_password_ends_everything_older_and_goes_on_in_a_new_session() {
    var here = house.signUp(ADA);
    var elsewhere = house.signIn(ADA);

    var changed = changed(house.change(here, Secrets.PASSWORD, WANTED));

    assertThat(house.isGood(changed)).isTrue();
    assertThat(changed.session().id()).isNotEqualTo(here.session().id());
    assertThat(house.isGood(here)).isFalse();
    assertThat(house.isGood(elsewhere)).isFalse();
    assertThat(renew(here)).isInstanceOf(RenewSession.Outcome.Refused.class);
    assertThat(house.login(ADA, Secrets.PASSWORD))
        .isInstanceOf(AuthenticateWithPassword.Outcome.Refused.class);
    assertThat(house.login(ADA, WANTED))
        .isInstanceOf(AuthenticateWithPassword.Outcome.SignedIn.class);
    var told = house.trail(here.user().id().value());
    assertThat(told.contains(new PasswordChanged(here.user().id(), house.time.instant()))).isTrue();
    assertThat(
            told.contains(
                new AllSessionsEnded(
                    here.user().id(), 2, Reason.PASSWORD_CHANGED, house.time.instant())))
        .isTrue();
  }

  @Test
  void whoever_signed_in_a_moment_ago_need_not_show_the_password_again() {
    var here = house.signUp(ADA);
    house.time.advance(Duration.ofMinutes(4));

    var changed = changed(house.change(here, null, WANTED));

    assertThat(house.isGood(changed)).isTrue();
    assertThat(changed.session().login().at()).isEqualTo(here.session().login().at());
  }

  @Test
  void a_sign_in_of_a_while_ago_is_not_enough() {
    var here = house.signUp(ADA);
    house.time.advance(Duration.ofMinutes(6));

    assertThat(house.change(here, null, WANTED))
        .isEqualTo(new ChangePassword.Outcome.Stale(Duration.ofMinutes(5)));
    assertThat(house.isGood(here)).isTrue();
  }

  @Test
  void a_wrong_current_password_changes_nothing() {
    var here = house.signUp(ADA);

    assertThat(house.change(here, Secrets.OTHER_PASSWORD, WANTED))
        .isEqualTo(new ChangePassword.Outcome.Refused());

    assertThat(house.isGood(here)).isTrue();
    assertThat(house.isGood(house.signIn(ADA))).isTrue();
  }

  @Test
  void a_bad_new_password_is_told_before_the_current_one_is_looked_at() {
    var here = house.signUp(ADA);

    var before = house.crypto.hasher().work();

    assertThat(house.change(here, Secrets.OTHER_PASSWORD, "short"))
        .isEqualTo(new ChangePassword.Outcome.PasswordRefused(List.of(new Fault.TooShort(8))));

    assertThat(house.crypto.hasher().work()).isEqualTo(before);
  }

  @Test
  void of_two_changes_at_once_one_is_made() {
    for (var round = 0; round < 10; round++) {
      var house = new House();
      var here = house.signUp(ADA);
      var caller = house.caller(here);

      var answers =
          Race.of(
              4,
              () ->
                  house
                      .auth
                      .changePassword()
                      .handle(new ChangePassword.Command(caller, null, WANTED, List.of(), CLIENT)));

      assertThat(answers).filteredOn(ChangePassword.Outcome.Changed.class::isInstance).hasSize(1);
    }
  }

  private RenewSession.Outcome renew(Tokens tokens) {
    return house
        .auth
        .renewSession()
        .handle(new RenewSession.Command(tokens.refreshToken(), CLIENT));
  }

  private boolean isFresh(Tokens tokens) {
    var command = new CheckFreshness.Command(house.caller(tokens).token());
    return house.auth.checkFreshness().handle(command) instanceof CheckFreshness.Outcome.Fresh;
  }

  private long notices() {
    return house.notices(ADA, NoticeKind.PASSWORD_SHOWN_AGAIN).size();
  }

  private static Tokens shown(Outcome outcome) {
    return ((Outcome.Shown) outcome).tokens();
  }

  private static Tokens changed(ChangePassword.Outcome outcome) {
    return ((ChangePassword.Outcome.Changed) outcome).tokens();
  }
}
