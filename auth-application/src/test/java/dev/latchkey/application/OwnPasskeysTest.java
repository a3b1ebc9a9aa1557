package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static dev.latchkey.application.House.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.address.RequestAddressChange;
import dev.latchkey.application.passkey.BeginPasskeyRegistration;
import dev.latchkey.application.passkey.BeginReauthentication;
import dev.latchkey.application.passkey.FinishPasskeyLogin;
import dev.latchkey.application.passkey.FinishPasskeyRegistration;
import dev.latchkey.application.passkey.FinishPasskeyRegistration.Outcome;
import dev.latchkey.application.passkey.FinishReauthentication;
import dev.latchkey.application.passkey.RemovePasskey;
import dev.latchkey.application.passkey.RenamePasskey;
import dev.latchkey.application.session.CheckFreshness;
import dev.latchkey.application.session.RenewSession;
import dev.latchkey.application.session.RevokeSessions;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.notification.Notification.SecurityNotice;
import dev.latchkey.domain.passkey.PasskeyCeremony.UserVerification;
import dev.latchkey.domain.passkey.PasskeyEvent.PasskeyAdded;
import dev.latchkey.domain.passkey.PasskeyEvent.PasskeyRemoved;
import dev.latchkey.domain.passkey.PasskeyEvent.PasskeyRenamed;
import dev.latchkey.domain.passkey.PasskeyEvent.Reason;
import dev.latchkey.domain.passkey.PasskeyId;
import dev.latchkey.domain.passkey.PasskeyPolicy;
import dev.latchkey.domain.session.SessionEvent;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.passkey.Lie;
import dev.latchkey.testkit.passkey.SoftwareAuthenticator;
import dev.latchkey.testkit.requirement.Requirement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** The passkeys that somebody has: more of them, fewer of them, and showing one anew. */
class OwnPasskeysTest {
  private static final String ADA = "ada@example.com";
  private static final String BOB = "bob@example.com";

  private final PasskeyHouse passkeys = new PasskeyHouse();
  private final House house = passkeys.house;
  private final SoftwareAuthenticator phone = SoftwareAuthenticator.synced(1);
  private final SoftwareAuthenticator key = SoftwareAuthenticator.securityKey(2);

  @Test
  void whoever_is_signed_in_adds_a_passkey_and_nothing_ends() {
    var ada = house.signUp(ADA);
    var elsewhere = house.signIn(ADA);

    var passkey = passkeys.added(ada, phone);

    assertThat(passkeys.list(ada)).containsExactly(passkey);
    assertThat(house.isGood(ada)).isTrue();
    assertThat(house.isGood(elsewhere)).isTrue();
    assertThat(house.trail(ada.user().id().value()))
        .last()
        .isEqualTo(new PasskeyAdded(ada.user().id(), passkey.id(), house.time.instant()));
    assertThat(passkeys.signIn(phone).user().id()).isEqualTo(ada.user().id());
  }

  @Test
  @Requirement("S0-06")
  void whoever_has_a_passkey_asks_for_another_address_only_after_showing_it() {
    var ada = house.signUp(ADA);
    passkeys.added(ada, phone);

    assertThat(askForAnotherAddress(house.signIn(ADA)))
        .isInstanceOf(RequestAddressChange.Outcome.BetterProofWanted.class);
    assertThat(askForAnotherAddress(passkeys.signIn(phone)))
        .isEqualTo(new RequestAddressChange.Outcome.Requested());
  }

  private RequestAddressChange.Outcome askForAnotherAddress(Tokens tokens) {
    var wanted = "ada@example.org";
    return house
        .auth
        .requestAddressChange()
        .handle(new RequestAddressChange.Command(house.caller(tokens), wanted, CLIENT));
  }

  @Test
  void an_authenticator_that_has_one_of_his_is_asked_for_no_second() {
    var ada = house.signUp(ADA);
    passkeys.added(ada, phone);

    assertThat(passkeys.addingBegun(ada).options()).contains(phone.ids().getFirst());
    assertThat(passkeys.add(ada, phone, Lie.ID_AGAIN)).isEqualTo(new Outcome.Refused());

    assertThat(passkeys.refusals(ada.user().id())).containsExactly(Reason.CREDENTIAL);
    assertThat(passkeys.add(ada, key)).isInstanceOf(Outcome.Added.class);
  }

  @Test
  void a_credential_of_another_user_is_taken() {
    passkeys.signUp(BOB, phone);
    var ada = house.signUp(ADA);

    assertThat(passkeys.add(ada, phone, Lie.ID_AGAIN)).isEqualTo(new Outcome.Taken());

    assertThat(passkeys.refusals(ada.user().id())).containsExactly(Reason.TAKEN);
    assertThat(passkeys.list(ada)).isEmpty();
  }

  @Test
  void of_two_users_who_add_the_same_credential_at_once_one_has_it() {
    for (var round = 0; round < 10; round++) {
      var ada = house.signUp("ada" + round + "@example.com");
      var bob = house.signUp("bob" + round + "@example.com");
      var copied = SoftwareAuthenticator.synced(50L + round);
      var first = passkeys.addingBegun(ada);
      var second = passkeys.addingBegun(bob);
      var one = copied.create(first.options(), ORIGIN);
      var same = copied.create(second.options(), ORIGIN, Lie.ID_AGAIN);
      Callable<Outcome> adding = () -> passkeys.finishAdding(ada, first, one, null);
      Callable<Outcome> stealing = () -> passkeys.finishAdding(bob, second, same, null);

      var outcomes = Race.between(List.of(adding, stealing));

      assertThat(outcomes).filteredOn(Outcome.Added.class::isInstance).hasSize(1);
      assertThat(outcomes).containsOnlyOnce(new Outcome.Taken());
    }
  }

  @Test
  void a_ceremony_is_good_in_its_own_session_only() {
    var ada = house.signUp(ADA);
    var elsewhere = house.signIn(ADA);
    var bob = house.signUp(BOB);
    for (var other : List.of(elsewhere, bob)) {
      var begun = passkeys.addingBegun(ada);
      var answer = SoftwareAuthenticator.synced(9).create(begun.options(), ORIGIN);

      assertThat(passkeys.finishAdding(other, begun, answer, null))
          .isEqualTo(new Outcome.Refused());
      assertThat(passkeys.finishAdding(ada, begun, answer, null)).isEqualTo(new Outcome.Refused());
    }
    assertThat(passkeys.add(ada, phone)).isInstanceOf(Outcome.Added.class);
  }

  @Test
  void a_ceremony_for_signing_in_adds_nothing() {
    var ada = house.signUp(ADA);
    var adding = passkeys.addingBegun(ada);
    var login = passkeys.beginLogin(ADA);

    assertThat(passkeys.finishAdding(ada, login, phone.create(adding.options(), ORIGIN), null))
        .isEqualTo(new Outcome.Refused());
  }

  @Test
  void an_answer_adds_one_passkey_however_often_it_comes() {
    var ada = house.signUp(ADA);
    var begun = passkeys.addingBegun(ada);
    var answer = phone.create(begun.options(), ORIGIN);

    var outcomes = Race.of(Race.MANY, () -> passkeys.finishAdding(ada, begun, answer, null));

    assertThat(outcomes).filteredOn(Outcome.Added.class::isInstance).hasSize(1);
    assertThat(passkeys.list(ada)).hasSize(1);
  }

  @Test
  void nobody_has_more_than_the_policy_allows() {
    var few = new PasskeyHouse(policies(UserVerification.REQUIRED, 1));
    var ada = few.house.signUp(ADA);
    var spare = few.addingBegun(ada);
    few.added(ada, phone);

    assertThat(few.beginAdding(ada, false)).isEqualTo(new BeginPasskeyRegistration.Outcome.Full());
    assertThat(few.finishAdding(ada, spare, key.create(spare.options(), ORIGIN), null))
        .isEqualTo(new Outcome.Full());
  }

  @Test
  void nothing_is_added_once_everything_was_ended() {
    var ada = house.signUp(ADA);
    var begun = passkeys.addingBegun(ada);
    var answer = phone.create(begun.options(), ORIGIN);
    var caller = house.caller(ada);
    house
        .auth
        .revokeSessions()
        .handle(
            new RevokeSessions.Command(ada.user().id(), SessionEvent.Reason.LOGOUT_ALL, CLIENT));

    var outcome =
        passkeys
            .passkeys()
            .finishRegistration()
            .handle(
                new FinishPasskeyRegistration.Command(
                    caller, begun.ceremony(), answer, null, CLIENT));

    assertThat(outcome).isEqualTo(new Outcome.Refused());
    assertThat(passkeys.list(ada)).isEmpty();
    assertThat(passkeys.refusals(ada.user().id())).containsExactly(Reason.CHANGED_MEANWHILE);
  }

  @Test
  void a_passkey_made_without_asking_needs_nobody_to_touch_it() {
    var ada = house.signUp(ADA);
    var started = passkeys.beginAdding(ada, true);
    var begun = ((BeginPasskeyRegistration.Outcome.Started) started).begun();
    var answer =
        phone.create(begun.options(), ORIGIN, Lie.NO_USER_PRESENCE, Lie.NO_USER_VERIFICATION);

    assertThat(passkeys.finishAdding(ada, begun, answer, null)).isInstanceOf(Outcome.Added.class);
    assertThat(passkeys.login(null, phone, Lie.NO_USER_VERIFICATION))
        .isEqualTo(new FinishPasskeyLogin.Outcome.Refused());
    assertThat(passkeys.login(null, phone)).isInstanceOf(FinishPasskeyLogin.Outcome.SignedIn.class);
    assertThat(passkeys.add(ada, key, Lie.NO_USER_PRESENCE)).isEqualTo(new Outcome.Refused());
  }

  @Test
  void a_passkey_that_did_not_verify_its_user_is_one_factor() {
    var lenient = new PasskeyHouse(policies(UserVerification.PREFERRED, 20));
    lenient.signUp(ADA, phone);

    var outcome = lenient.login(null, phone, Lie.NO_USER_VERIFICATION);

    var tokens = ((FinishPasskeyLogin.Outcome.SignedIn) outcome).tokens();
    assertThat(tokens.session().login().assurance().reference()).isEqualTo("aal1");
    assertThat(tokens.session().login().methods()).hasSize(1);
  }

  @Test
  void a_passkey_is_renamed_by_its_owner() {
    var ada = house.signUp(ADA);
    var passkey = passkeys.added(ada, phone);
    var bob = house.signUp(BOB);

    assertThat(rename(ada, passkey.id().value(), "Work"))
        .isInstanceOf(RenamePasskey.Outcome.Renamed.class);
    assertThat(passkeys.list(ada).getFirst().name().value()).isEqualTo("Work");
    assertThat(house.trail(ada.user().id().value()))
        .last()
        .isEqualTo(new PasskeyRenamed(ada.user().id(), passkey.id(), house.time.instant()));
    assertThat(rename(ada, passkey.id().value(), "\u0000"))
        .isEqualTo(new RenamePasskey.Outcome.NameInvalid());
    assertThat(rename(bob, passkey.id().value(), "Mine"))
        .isEqualTo(new RenamePasskey.Outcome.Unknown());
  }

  private RenamePasskey.Outcome rename(Tokens tokens, UUID id, String name) {
    var command = new RenamePasskey.Command(tokens.user().id(), new PasskeyId(id), name, CLIENT);
    return passkeys.passkeys().rename().handle(command);
  }

  @Test
  void a_removed_passkey_signs_nobody_in_and_sessions_go_on() {
    var ada = house.signUp(ADA);
    var passkey = passkeys.added(ada, phone);
    var withIt = passkeys.signIn(phone);

    assertThat(passkeys.remove(ada, passkey)).isEqualTo(new RemovePasskey.Outcome.Removed());

    assertThat(passkeys.list(ada)).isEmpty();
    assertThat(house.isGood(ada)).isTrue();
    assertThat(house.isGood(withIt)).isTrue();
    assertThat(house.trail(ada.user().id().value()))
        .last()
        .isEqualTo(new PasskeyRemoved(ada.user().id(), passkey.id(), house.time.instant()));
    assertThat(passkeys.remove(ada, passkey)).isEqualTo(new RemovePasskey.Outcome.Unknown());
  }

  @Test
  void the_last_way_in_stays_also_when_two_are_removed_at_once() {
    for (var round = 0; round < 10; round++) {
      var one = SoftwareAuthenticator.synced(20L + round);
      var other = SoftwareAuthenticator.synced(40L + round);
      var ada = passkeys.signUp("ada" + round + "@example.com", one);
      passkeys.added(ada, other);
      var both = passkeys.list(ada);
      List<Callable<RemovePasskey.Outcome>> removals =
          List.of(() -> passkeys.remove(ada, both.get(0)), () -> passkeys.remove(ada, both.get(1)));

      var outcomes = Race.between(removals);

      assertThat(outcomes)
          .containsExactlyInAnyOrder(
              new RemovePasskey.Outcome.Removed(), new RemovePasskey.Outcome.LastWayIn());
      assertThat(passkeys.list(ada)).hasSize(1);
    }
  }

  @Test
  void nobody_removes_the_passkey_of_another() {
    var ada = passkeys.signUp(ADA, phone);
    var bob = passkeys.signUp(BOB, key);

    assertThat(passkeys.remove(bob, passkeys.list(ada).getFirst()))
        .isEqualTo(new RemovePasskey.Outcome.Unknown());
    assertThat(passkeys.list(ada)).hasSize(1);
  }

  @Test
  void showing_a_passkey_anew_makes_the_same_session_fresh_and_spends_its_token() {
    var ada = passkeys.signUp(ADA, phone);
    house.time.advance(Duration.ofMinutes(6));
    assertThat(isFresh(ada)).isFalse();
    var begun = passkeys.anewBegun(ada);
    assertThat(begun.options()).contains(phone.ids().getFirst());

    var outcome = passkeys.finishAnew(ada, begun, phone.get(begun.options(), ORIGIN));

    var fresh = ((FinishReauthentication.Outcome.Shown) outcome).tokens();
    assertThat(isFresh(fresh)).isTrue();
    assertThat(fresh.session().id()).isEqualTo(ada.session().id());
    assertThat(renew(ada)).isInstanceOf(RenewSession.Outcome.Refused.class);
    assertThat(renew(fresh)).isInstanceOf(RenewSession.Outcome.Renewed.class);
    house.storage.deliverAll();
    assertThat(house.notifier.sentTo(House.address(ADA)))
        .noneMatch(
            mail ->
                mail instanceof SecurityNotice notice
                    && notice.kind() == NoticeKind.PASSWORD_SHOWN_AGAIN);
  }

  @Test
  void another_session_or_another_user_shows_nothing_here() {
    var ada = passkeys.signUp(ADA, phone);
    var elsewhere = passkeys.signIn(phone);
    var bob = passkeys.signUp(BOB, key);

    var begun = passkeys.anewBegun(ada);
    assertThat(passkeys.finishAnew(elsewhere, begun, phone.get(begun.options(), ORIGIN)))
        .isEqualTo(new FinishReauthentication.Outcome.Refused());

    var his = passkeys.anewBegun(ada);
    assertThat(passkeys.finishAnew(ada, his, key.get(his.options(), ORIGIN, Lie.NOT_ALLOWED)))
        .isEqualTo(new FinishReauthentication.Outcome.Refused());
    assertThat(passkeys.refusals(bob.user().id())).containsExactly(Reason.OTHER_USER);

    var right = passkeys.anewBegun(ada);
    assertThat(passkeys.finishAnew(ada, right, phone.get(right.options(), ORIGIN)))
        .isInstanceOf(FinishReauthentication.Outcome.Shown.class);
  }

  @Test
  void an_answer_makes_fresh_once_and_a_sign_in_never() {
    var ada = passkeys.signUp(ADA, phone);
    var begun = passkeys.anewBegun(ada);
    var answer = phone.get(begun.options(), ORIGIN);
    var login = passkeys.beginLogin(ADA);

    assertThat(passkeys.finishAnew(ada, login, phone.get(login.options(), ORIGIN)))
        .isEqualTo(new FinishReauthentication.Outcome.Refused());
    assertThat(passkeys.finishAnew(ada, begun, answer))
        .isInstanceOf(FinishReauthentication.Outcome.Shown.class);
    assertThat(passkeys.finishAnew(ada, begun, answer))
        .isEqualTo(new FinishReauthentication.Outcome.Refused());
  }

  @Test
  void whoever_has_no_passkey_is_told_so() {
    assertThat(passkeys.beginAnew(house.signUp(ADA)))
        .isEqualTo(new BeginReauthentication.Outcome.NoPasskey());
  }

  private boolean isFresh(Tokens tokens) {
    var command = new CheckFreshness.Command(house.caller(tokens).token());
    return house.auth.checkFreshness().handle(command) instanceof CheckFreshness.Outcome.Fresh;
  }

  private RenewSession.Outcome renew(Tokens tokens) {
    return house
        .auth
        .renewSession()
        .handle(new RenewSession.Command(tokens.refreshToken(), CLIENT));
  }

  private static AuthPolicies policies(UserVerification verification, int limit) {
    var standard = AuthPolicies.standard();
    return new AuthPolicies(
        standard.registration(),
        standard.password(),
        standard.lockout(),
        standard.devices(),
        standard.passwordReset(),
        standard.session(),
        standard.token(),
        standard.signingKeys(),
        standard.stepUp(),
        standard.leaving(),
        new PasskeyPolicy(verification, Duration.ofMinutes(5), limit),
        standard.notices(),
        standard.address(),
        standard.recovery());
  }
}
