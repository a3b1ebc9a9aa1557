package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static dev.latchkey.application.House.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.passkey.BeginReauthentication;
import dev.latchkey.application.passkey.FinishPasskeyLogin.Outcome;
import dev.latchkey.application.user.SuspendUser;
import dev.latchkey.domain.passkey.PasskeyEvent.CounterWentBack;
import dev.latchkey.domain.passkey.PasskeyEvent.Reason;
import dev.latchkey.domain.session.AssuranceLevel;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.session.SessionEvent.SessionOpened;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.passkey.Lie;
import dev.latchkey.testkit.passkey.SoftwareAuthenticator;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in with a passkey, and everything that does not sign in. */
class PasskeyLoginTest {
  private static final String ADA = "ada@example.com";
  private static final String BOB = "bob@example.com";
  private static final Set<AuthenticationMethod> BOTH =
      Set.of(AuthenticationMethod.POSSESSION, AuthenticationMethod.MULTIPLE_FACTORS);

  private final PasskeyHouse passkeys = new PasskeyHouse();
  private final House house = passkeys.house;
  private final SoftwareAuthenticator phone = SoftwareAuthenticator.synced(1);
  private final SoftwareAuthenticator key = SoftwareAuthenticator.securityKey(2);

  @Test
  void a_passkey_signs_its_owner_in_and_that_is_two_factors() {
    var born = passkeys.signUp(ADA, phone);
    house.time.advance(Duration.ofHours(1));

    var tokens = passkeys.signIn(phone);

    assertThat(house.caller(tokens).user().id()).isEqualTo(born.user().id());
    assertThat(house.caller(tokens).token().proof().methods()).isEqualTo(BOTH);
    assertThat(house.caller(tokens).token().proof().assurance()).isEqualTo(AssuranceLevel.AAL2);
    assertThat(passkeys.list(tokens).getFirst().usedAt()).isEqualTo(house.time.instant());
    assertThat(house.trail(born.user().id().value()))
        .anySatisfy(
            event ->
                assertThat(event)
                    .isEqualTo(
                        new SessionOpened(
                            tokens.session().id(), born.user().id(), BOTH, house.time.instant())));
  }

  @Test
  void the_options_tell_nothing_of_who_has_an_account_or_a_passkey() {
    passkeys.signUp(ADA, phone);
    house.signUp(BOB);

    var withPasskey = withoutChallenge(passkeys.beginLogin(ADA).options());

    assertThat(withoutChallenge(passkeys.beginLogin(BOB).options())).isEqualTo(withPasskey);
    assertThat(withoutChallenge(passkeys.beginLogin("nobody@example.com").options()))
        .isEqualTo(withPasskey);
    assertThat(withoutChallenge(passkeys.beginLogin("no address").options()))
        .isEqualTo(withPasskey);
    assertThat(withoutChallenge(passkeys.beginLogin(null).options())).isEqualTo(withPasskey);
    assertThat(withPasskey).contains("\"allowCredentials\":[]");
  }

  private static String withoutChallenge(String options) {
    return options.replaceFirst("\"challenge\":\"[^\"]{43}\"", "");
  }

  @Test
  void whoever_typed_his_address_shows_his_own_passkey() {
    passkeys.signUp(ADA, phone);

    assertThat(passkeys.login("Ada@Example.com", phone)).isInstanceOf(Outcome.SignedIn.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {BOB, "nobody@example.com", "no address", ""})
  void a_passkey_of_another_than_was_typed_signs_nobody_in(String typed) {
    var ada = passkeys.signUp(ADA, phone);
    passkeys.signUp(BOB, key);

    assertThat(passkeys.login(typed, phone)).isEqualTo(new Outcome.Refused());

    assertThat(passkeys.refusals(ada.user().id())).containsExactly(Reason.OTHER_USER);
  }

  @Test
  void an_answer_is_good_once() {
    passkeys.signUp(ADA, phone);
    var begun = passkeys.beginLogin(null);
    var answer = phone.get(begun.options(), ORIGIN);

    assertThat(passkeys.finishLogin(begun, answer)).isInstanceOf(Outcome.SignedIn.class);
    assertThat(passkeys.finishLogin(begun, answer)).isEqualTo(new Outcome.Refused());
  }

  @Test
  void a_wrong_answer_burns_the_challenge_for_the_right_one() {
    passkeys.signUp(ADA, phone);
    var begun = passkeys.beginLogin(null);
    var right = phone.get(begun.options(), ORIGIN);

    for (var wrong :
        new String[] {
          phone.get(begun.options(), ORIGIN, Lie.TAMPERED_SIGNATURE), "{}", "", "null"
        }) {
      var other = passkeys.beginLogin(null);
      assertThat(passkeys.finishLogin(other, wrong)).isEqualTo(new Outcome.Refused());
      assertThat(passkeys.finishLogin(other, phone.get(other.options(), ORIGIN)))
          .isEqualTo(new Outcome.Refused());
    }

    assertThat(passkeys.finishLogin(begun, right)).isInstanceOf(Outcome.SignedIn.class);
  }

  @Test
  void of_many_who_come_with_the_same_answer_at_once_one_is_signed_in() {
    passkeys.signUp(ADA, phone);
    for (var round = 0; round < 10; round++) {
      var begun = passkeys.beginLogin(null);
      var answer = phone.get(begun.options(), ORIGIN);

      var outcomes = Race.of(Race.MANY, () -> passkeys.finishLogin(begun, answer));

      assertThat(outcomes).filteredOn(Outcome.SignedIn.class::isInstance).hasSize(1);
      assertThat(outcomes).filteredOn(new Outcome.Refused()::equals).hasSize(Race.MANY - 1);
    }
  }

  @Test
  void a_ceremony_is_over_after_five_minutes() {
    passkeys.signUp(ADA, phone);
    var kept = passkeys.beginLogin(null);
    var late = passkeys.beginLogin(null);

    house.time.advance(Duration.ofMinutes(5).minusMillis(1));
    assertThat(passkeys.finishLogin(kept, phone.get(kept.options(), ORIGIN)))
        .isInstanceOf(Outcome.SignedIn.class);

    house.time.advance(Duration.ofMillis(1));
    assertThat(passkeys.finishLogin(late, phone.get(late.options(), ORIGIN)))
        .isEqualTo(new Outcome.Refused());
  }

  @Test
  void an_answer_to_another_ceremony_is_none_to_this() {
    var ada = passkeys.signUp(ADA, phone);
    var one = passkeys.beginLogin(null);
    var other = passkeys.beginLogin(null);

    assertThat(passkeys.finishLogin(one, phone.get(other.options(), ORIGIN)))
        .isEqualTo(new Outcome.Refused());

    assertThat(passkeys.refusals(ada.user().id())).containsExactly(Reason.CHALLENGE);
  }

  @Test
  void a_ceremony_that_was_begun_for_something_else_signs_nobody_in() {
    var ada = passkeys.signUp(ADA, phone);
    var anew = passkeys.anewBegun(ada);

    assertThat(passkeys.finishLogin(anew, phone.get(anew.options(), ORIGIN)))
        .isEqualTo(new Outcome.Refused());
    assertThat(passkeys.beginAnew(ada)).isInstanceOf(BeginReauthentication.Outcome.Started.class);
  }

  @Test
  void the_disabled_are_answered_like_the_wrong() {
    var ada = passkeys.signUp(ADA, phone).user().id();
    house.auth.suspendUser().handle(new SuspendUser.Command(ada, true, CLIENT));

    assertThat(passkeys.login(null, phone)).isEqualTo(new Outcome.Refused());
    assertThat(passkeys.login(ADA, phone)).isEqualTo(new Outcome.Refused());

    assertThat(passkeys.refusals(ada)).containsExactly(Reason.DISABLED, Reason.DISABLED);
  }

  @Test
  void a_passkey_that_nobody_has_is_said_to_be_unknown() {
    var ada = house.signUp(ADA);
    var passkey = passkeys.added(ada, phone);
    passkeys.remove(ada, passkey);

    assertThat(passkeys.login(null, phone)).isEqualTo(new Outcome.UnknownCredential());
    assertThat(passkeys.login(ADA, phone)).isEqualTo(new Outcome.UnknownCredential());
    assertThat(passkeys.login("nobody@example.com", phone))
        .isEqualTo(new Outcome.UnknownCredential());
  }

  @Test
  void a_count_that_went_back_is_refused_and_told_to_the_trail() {
    var ada = passkeys.signUp(ADA, key);
    passkeys.signIn(key);
    var known = passkeys.list(ada).getFirst();

    assertThat(passkeys.login(null, key, Lie.COUNTER_BACK)).isEqualTo(new Outcome.Refused());

    var stored = known.credential().signCount();
    assertThat(house.trail(ada.user().id().value()))
        .last()
        .isEqualTo(
            new CounterWentBack(
                ada.user().id(), known.id(), stored, stored - 1, house.time.instant()));
    assertThat(passkeys.list(ada)).containsExactly(known);
    assertThat(passkeys.login(null, key)).isInstanceOf(Outcome.SignedIn.class);
  }

  @ParameterizedTest
  @CsvSource({
    "OTHER_TYPE, TYPE",
    "CROSS_ORIGIN, ORIGIN",
    "TOP_ORIGIN, ORIGIN",
    "OTHER_RELYING_PARTY, RELYING_PARTY",
    "NO_USER_PRESENCE, USER_PRESENCE",
    "NO_USER_VERIFICATION, USER_VERIFICATION",
    "BACKED_UP_WITHOUT_ELIGIBILITY, BACKUP",
    "OTHER_ELIGIBILITY, BACKUP",
    "TAMPERED_SIGNATURE, SIGNATURE",
    "OTHER_USER_HANDLE, OTHER_USER",
    "NO_USER_HANDLE, OTHER_USER"
  })
  void what_is_not_as_it_was_asked_for_is_refused_and_the_trail_knows_why(Lie lie, Reason why) {
    var ada = passkeys.signUp(ADA, phone);

    assertThat(passkeys.login(null, phone, lie)).isEqualTo(new Outcome.Refused());

    assertThat(passkeys.refusals(ada.user().id())).containsExactly(why);
    assertThat(passkeys.login(null, phone)).isInstanceOf(Outcome.SignedIn.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NO_CHALLENGE",
        "MEMBER_TWICE",
        "HUGE_CLIENT_DATA",
        "STRANGE_USER_HANDLE",
        "GARBAGE_SIGNATURE",
        "TRUNCATED"
      })
  void what_cannot_be_read_is_refused(Lie lie) {
    passkeys.signUp(ADA, phone);

    assertThat(passkeys.login(null, phone, lie)).isEqualTo(new Outcome.Refused());
    assertThat(passkeys.login(null, phone)).isInstanceOf(Outcome.SignedIn.class);
  }

  @Test
  void another_origin_is_refused() {
    var ada = passkeys.signUp(ADA, phone);
    var begun = passkeys.beginLogin(null);

    assertThat(passkeys.finishLogin(begun, phone.get(begun.options(), "http://localhost:8081")))
        .isEqualTo(new Outcome.Refused());

    assertThat(passkeys.refusals(ada.user().id())).containsExactly(Reason.ORIGIN);
  }

  @Test
  void a_device_that_is_known_stays_the_same() {
    var born = passkeys.signUp(ADA, phone);
    var kept = born.device().orElseThrow();
    var begun = passkeys.beginLogin(null);

    var outcome = passkeys.finishLogin(begun, phone.get(begun.options(), ORIGIN), kept);

    assertThat(((Outcome.SignedIn) outcome).tokens().device()).contains(kept);
    assertThat(passkeys.signIn(phone).device()).isPresent().isNotEqualTo(born.device());
  }

  @Test
  void without_a_ceremony_there_are_no_passkeys() {
    var ports = new AuthPorts(house.storage.ports(), house.crypto.ports(), house.notifier);

    assertThat(AuthUseCases.assemble(ports, AuthPolicies.standard(), house.time).passkeys())
        .isEmpty();
  }
}
