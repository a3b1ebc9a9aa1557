package dev.latchkey.application;

import static dev.latchkey.application.House.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.PasskeyHouse.Proven;
import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.application.passkey.BeginPasskeySignUp;
import dev.latchkey.application.passkey.FinishPasskeyLogin;
import dev.latchkey.application.passkey.FinishPasskeySignUp.Outcome;
import dev.latchkey.domain.passkey.PasskeyEvent.PasskeyAdded;
import dev.latchkey.domain.session.AssuranceLevel;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.memory.TestPasskeyCeremony;
import dev.latchkey.testkit.passkey.AuthenticatorModel;
import dev.latchkey.testkit.passkey.Lie;
import dev.latchkey.testkit.passkey.SoftwareAuthenticator;
import dev.latchkey.testkit.time.SeededEntropy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An account that begins with a passkey, and has no password ever. */
class PasskeySignUpTest {
  private static final String ADA = "ada@example.com";
  private static final String BOB = "bob@example.com";

  private final PasskeyHouse passkeys = new PasskeyHouse();
  private final House house = passkeys.house;
  private final SoftwareAuthenticator phone = SoftwareAuthenticator.synced(1);

  @Test
  void a_proven_address_and_a_passkey_are_an_account_and_a_session() {
    var tokens = passkeys.signUp(ADA, phone);

    var caller = house.caller(tokens);
    assertThat(caller.user().email().value()).isEqualTo(ADA);
    assertThat(caller.token().proof().methods())
        .containsExactlyInAnyOrder(
            AuthenticationMethod.ONE_TIME_CODE,
            AuthenticationMethod.POSSESSION,
            AuthenticationMethod.MULTIPLE_FACTORS);
    assertThat(caller.token().proof().assurance()).isEqualTo(AssuranceLevel.AAL2);
    var passkey = passkeys.list(tokens).getFirst();
    assertThat(passkey.name().value()).isEqualTo("Passkey");
    assertThat(house.trail(tokens.user().id().value()).stream().map(Object.class::cast))
        .contains(new PasskeyAdded(tokens.user().id(), passkey.id(), house.time.instant()));
    assertThat(passkeys.signIn(phone).user().id()).isEqualTo(tokens.user().id());
    assertThat(house.login(ADA, Secrets.PASSWORD))
        .isInstanceOf(AuthenticateWithPassword.Outcome.Refused.class);
  }

  @Test
  void a_passkey_is_called_what_its_authenticator_is_called_or_what_was_typed() {
    var model = AuthenticatorModel.synced().with(TestPasskeyCeremony.KNOWN_MODEL);
    var known = new SoftwareAuthenticator(model, new SeededEntropy(7));
    var named = passkeys.signUp(ADA, known);
    var proven = passkeys.proven(BOB);
    var begun = passkeys.signUpBegun(proven);

    var outcome =
        passkeys.finishSignUp(proven, begun, known.create(begun.options(), ORIGIN), " My phone ");

    assertThat(passkeys.list(named).getFirst().name()).isEqualTo(TestPasskeyCeremony.KNOWN_NAME);
    var bob = ((Outcome.SignedIn) outcome).tokens();
    assertThat(passkeys.list(bob).getFirst().name().value()).isEqualTo("My phone");
  }

  @Test
  void a_continuation_is_spent_with_the_account_that_it_made() {
    var proven = passkeys.proven(ADA);
    var spare = passkeys.signUpBegun(proven);
    assertThat(passkeys.signUp(proven, phone)).isInstanceOf(Outcome.SignedIn.class);

    assertThat(passkeys.beginSignUp(proven))
        .isEqualTo(new BeginPasskeySignUp.Outcome.InvalidContinuation());
    var other = SoftwareAuthenticator.synced(2);
    assertThat(passkeys.finishSignUp(proven, spare, other.create(spare.options(), ORIGIN)))
        .isEqualTo(new Outcome.InvalidContinuation());
  }

  @Test
  void of_many_who_finish_at_once_one_has_the_account() {
    for (var round = 0; round < 10; round++) {
      var proven = passkeys.proven("ada" + round + "@example.com");
      var callers = new ArrayList<Callable<Outcome>>();
      for (var n = 0; n < 4; n++) {
        var begun = passkeys.signUpBegun(proven);
        var answer =
            SoftwareAuthenticator.synced(100L * round + n + 10).create(begun.options(), ORIGIN);
        callers.add(() -> passkeys.finishSignUp(proven, begun, answer));
      }

      var outcomes = Race.between(callers);

      assertThat(outcomes).filteredOn(Outcome.SignedIn.class::isInstance).hasSize(1);
      assertThat(outcomes).filteredOn(new Outcome.InvalidContinuation()::equals).hasSize(3);
    }
  }

  @Test
  void nobody_goes_on_without_the_continuation() {
    var ada = passkeys.proven(ADA);
    var bob = passkeys.proven(BOB);
    var crossed = new Proven(ada.registration(), bob.continuation());

    assertThat(passkeys.beginSignUp(crossed))
        .isEqualTo(new BeginPasskeySignUp.Outcome.InvalidContinuation());
    assertThat(passkeys.beginSignUp(new Proven(ada.registration(), "x")))
        .isEqualTo(new BeginPasskeySignUp.Outcome.InvalidContinuation());
    var begun = passkeys.signUpBegun(ada);
    var answer = phone.create(begun.options(), ORIGIN);
    assertThat(passkeys.finishSignUp(crossed, begun, answer))
        .isEqualTo(new Outcome.InvalidContinuation());

    // Whoever has no right to it burns nothing.
    assertThat(passkeys.finishSignUp(ada, begun, answer)).isInstanceOf(Outcome.SignedIn.class);
  }

  @Test
  void a_ceremony_of_another_registration_is_refused_and_nothing_else_is_lost() {
    var ada = passkeys.proven(ADA);
    var bob = passkeys.proven(BOB);
    var begun = passkeys.signUpBegun(bob);

    assertThat(passkeys.finishSignUp(ada, begun, phone.create(begun.options(), ORIGIN)))
        .isEqualTo(new Outcome.Refused());

    assertThat(passkeys.signUp(ada, phone)).isInstanceOf(Outcome.SignedIn.class);
    assertThat(passkeys.signUp(bob, SoftwareAuthenticator.synced(2)))
        .isInstanceOf(Outcome.SignedIn.class);
  }

  @Test
  void an_expired_or_used_ceremony_is_refused() {
    var proven = passkeys.proven(ADA);
    var begun = passkeys.signUpBegun(proven);
    house.time.advance(Duration.ofMinutes(5));

    assertThat(passkeys.finishSignUp(proven, begun, phone.create(begun.options(), ORIGIN)))
        .isEqualTo(new Outcome.Refused());

    assertThat(passkeys.signUp(proven, phone)).isInstanceOf(Outcome.SignedIn.class);
  }

  @Test
  void a_passkey_of_somebody_else_makes_no_account_and_spends_nothing() {
    passkeys.signUp(ADA, phone);
    var proven = passkeys.proven(BOB);

    assertThat(passkeys.signUp(proven, phone, Lie.ID_AGAIN)).isEqualTo(new Outcome.Taken());

    assertThat(house.storage.ports().users().findByEmail(House.address(BOB))).isEmpty();
    assertThat(passkeys.signUp(proven, SoftwareAuthenticator.synced(2)))
        .isInstanceOf(Outcome.SignedIn.class);
  }

  @Test
  void an_address_that_was_taken_meanwhile_is_told_to_whoever_proved_it() {
    var first = passkeys.proven(ADA);
    var second = passkeys.proven(ADA);
    var begun = passkeys.signUpBegun(second);
    assertThat(passkeys.signUp(first, phone)).isInstanceOf(Outcome.SignedIn.class);

    var other = SoftwareAuthenticator.synced(2);
    assertThat(passkeys.finishSignUp(second, begun, other.create(begun.options(), ORIGIN)))
        .isEqualTo(new Outcome.AlreadyRegistered());
    assertThat(passkeys.login(null, other))
        .isInstanceOf(FinishPasskeyLogin.Outcome.UnknownCredential.class);
  }

  @Test
  void no_options_are_given_for_an_address_that_has_an_account_by_now() {
    var first = passkeys.proven(ADA);
    var second = passkeys.proven(ADA);
    passkeys.signUp(first, phone);

    assertThat(passkeys.beginSignUp(second))
        .isEqualTo(new BeginPasskeySignUp.Outcome.AlreadyRegistered());
  }

  @Test
  void a_bad_name_costs_nothing() {
    var proven = passkeys.proven(ADA);
    var begun = passkeys.signUpBegun(proven);
    var answer = phone.create(begun.options(), ORIGIN);

    assertThat(passkeys.finishSignUp(proven, begun, answer, "\u0007"))
        .isEqualTo(new Outcome.NameInvalid());
    assertThat(passkeys.finishSignUp(proven, begun, answer, "Phone"))
        .isInstanceOf(Outcome.SignedIn.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Lie.class,
      names = {
        "OTHER_TYPE",
        "NO_CHALLENGE",
        "CROSS_ORIGIN",
        "MEMBER_TWICE",
        "HUGE_CLIENT_DATA",
        "OTHER_RELYING_PARTY",
        "NO_USER_PRESENCE",
        "NO_USER_VERIFICATION",
        "BACKED_UP_WITHOUT_ELIGIBILITY",
        "ALGORITHM_NOT_OFFERED",
        "ID_TOO_LONG",
        "OTHER_ID",
        "STATEMENT_WITHOUT_ATTESTATION",
        "TRUNCATED"
      })
  void what_is_not_as_it_was_asked_for_makes_no_account(Lie lie) {
    var proven = passkeys.proven(ADA);

    assertThat(passkeys.signUp(proven, phone, lie)).isEqualTo(new Outcome.Refused());

    assertThat(house.storage.ports().users().findByEmail(House.address(ADA))).isEmpty();
    assertThat(passkeys.signUp(proven, SoftwareAuthenticator.synced(2)))
        .isInstanceOf(Outcome.SignedIn.class);
  }
}
