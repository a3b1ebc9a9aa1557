package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static dev.latchkey.application.House.address;
import static dev.latchkey.application.House.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.application.registration.CompleteRegistration;
import dev.latchkey.application.registration.ResendRegistrationCode;
import dev.latchkey.application.registration.StartRegistration;
import dev.latchkey.application.registration.StartRegistration.Fault;
import dev.latchkey.application.registration.VerifyRegistration.Outcome;
import dev.latchkey.domain.credential.PasswordPolicy;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.registration.RegistrationEvent;
import dev.latchkey.domain.registration.RegistrationEvent.Reason;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.user.UserEvent;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.requirement.Requirement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@Requirement("S1-32")
class RegistrationTest {
  private static final String ADA = "ada@example.com";

  private final House house = new House();

  @Test
  @Requirement({"S0-01", "S1-55", "S2-01", "S4-04", "S2-07"})
  void a_proven_address_with_a_password_is_an_account_with_a_session() {
    var registration = house.register(ADA, Secrets.PASSWORD);

    var outcome = (Outcome.SignedIn) house.verify(registration, house.mailedCode(ADA));

    assertThat(outcome.tokens().user().email()).isEqualTo(address(ADA));
    assertThat(house.isGood(outcome.tokens())).isTrue();
    assertThat(house.signIn(ADA).user()).isEqualTo(outcome.tokens().user());
  }

  @Test
  @Requirement("S0-05")
  void a_code_has_eight_digits() {
    house.register(ADA, Secrets.PASSWORD);

    assertThat(house.mailedCode(ADA)).matches("[0-9]{8}");
  }

  @Test
  void nobody_can_sign_in_before_the_address_is_proven() {
    house.register(ADA, Secrets.PASSWORD);

    assertThat(house.auth.findUsers().byEmail(ADA)).isEmpty();
    assertThat(house.login(ADA, Secrets.PASSWORD))
        .isEqualTo(new AuthenticateWithPassword.Outcome.Refused());
  }

  @Test
  @Requirement("S2-64")
  void all_that_is_wrong_is_said_at_once() {
    var command = new StartRegistration.Command("ada@", "short", "\u202eada", CLIENT);

    assertThat(house.auth.startRegistration().handle(command))
        .isEqualTo(
            new StartRegistration.Outcome.Refused(
                Set.of(Fault.EMAIL_INVALID, Fault.NAME_INVALID),
                List.of(new PasswordPolicy.Fault.TooShort(8))));
  }

  @Test
  void an_over_long_password_is_refused_and_not_cut() {
    var command = new StartRegistration.Command(ADA, "x".repeat(257), null, CLIENT);

    assertThat(house.auth.startRegistration().handle(command))
        .isEqualTo(
            new StartRegistration.Outcome.Refused(
                Set.of(), List.of(new PasswordPolicy.Fault.TooLong())));
    assertThat(house.register(ADA, "x-".repeat(128))).isNotNull();
  }

  @Test
  void registering_a_taken_address_leaves_the_same_traces_and_mails_its_owner() {
    house.signUp(ADA);
    var again = house.register("ADA@example.com.", Secrets.OTHER_PASSWORD);
    var stranger = house.register("eve@example.com", Secrets.OTHER_PASSWORD);

    assertThat(kinds(house.trail(again.value()))).isEqualTo(kinds(house.trail(stranger.value())));
    house.storage.deliverAll();
    assertThat(house.notifier.sentTo(address(ADA)))
        .last()
        .isEqualTo(new Notification.AlreadyRegistered(CLIENT));
  }

  @Test
  void a_registration_of_a_taken_address_never_gets_a_code() {
    house.signUp(ADA);
    house.storage.deliverAll();
    var codes = house.notifier.sent().size();
    var again = house.register(ADA, Secrets.OTHER_PASSWORD);
    house.storage.deliverAll();

    assertThat(house.notifier.sent()).hasSize(codes + 1);
    assertThat(house.verify(again, "12345678")).isEqualTo(new Outcome.InvalidCode());
  }

  @Test
  void a_code_dies_after_five_wrong_answers() {
    var registration = house.register(ADA, Secrets.PASSWORD);
    var code = house.mailedCode(ADA);
    for (var answer = 0; answer < 5; answer++) {
      assertThat(house.verify(registration, wrong(code))).isEqualTo(new Outcome.InvalidCode());
    }

    assertThat(house.verify(registration, code)).isEqualTo(new Outcome.InvalidCode());
    assertThat(reasons(registration)).startsWith(Reason.WRONG).endsWith(Reason.DEAD).hasSize(6);
  }

  @Test
  void four_wrong_answers_do_not_matter() {
    var registration = house.register(ADA, Secrets.PASSWORD);
    var code = house.mailedCode(ADA);
    for (var answer = 0; answer < 4; answer++) {
      house.verify(registration, wrong(code));
    }

    assertThat(house.verify(registration, code)).isInstanceOf(Outcome.SignedIn.class);
  }

  @Test
  void a_code_is_dead_ten_minutes_after_it_was_mailed() {
    var registration = house.register(ADA, Secrets.PASSWORD);
    house.time.advance(Duration.ofHours(1));
    var code = house.mailedCode(ADA);
    house.time.advance(Duration.ofMinutes(10));

    assertThat(house.verify(registration, code)).isEqualTo(new Outcome.InvalidCode());
  }

  @Test
  void a_code_lives_until_then_however_late_its_mail_was() {
    var registration = house.register(ADA, Secrets.PASSWORD);
    house.time.advance(Duration.ofHours(23));
    var code = house.mailedCode(ADA);
    house.time.advance(Duration.ofMinutes(10).minusMillis(1));

    assertThat(house.verify(registration, code)).isInstanceOf(Outcome.SignedIn.class);
  }

  @Test
  void the_mail_of_a_registration_that_is_over_is_dropped() {
    house.register(ADA, Secrets.PASSWORD);
    house.time.advance(Duration.ofHours(24));
    house.storage.deliverAll();

    assertThat(house.notifier.sent()).isEmpty();
  }

  @Test
  void another_code_kills_the_one_before() {
    var registration = house.register(ADA, Secrets.PASSWORD);
    var first = house.mailedCode(ADA);
    house.time.advance(Duration.ofMinutes(1));
    assertThat(resend(registration)).isTrue();
    var second = house.mailedCode(ADA);

    assertThat(house.verify(registration, first)).isEqualTo(new Outcome.InvalidCode());
    assertThat(house.verify(registration, second)).isInstanceOf(Outcome.SignedIn.class);
  }

  @Test
  void another_code_is_sent_once_a_minute() {
    var registration = house.register(ADA, Secrets.PASSWORD);

    assertThat(resend(registration)).isFalse();
    house.time.advance(Duration.ofMinutes(1));
    assertThat(resend(registration)).isTrue();
    assertThat(resend(registration)).isFalse();
  }

  @Test
  void mails_that_could_not_be_sent_use_up_no_mails() {
    house.notifier.failNext(9);
    for (var attempt = 0; attempt < 3; attempt++) {
      house.register(ADA, Secrets.PASSWORD);
    }
    house.storage.deliverAll();
    assertThat(house.notifier.sent()).isEmpty();

    for (var attempt = 0; attempt < 5; attempt++) {
      house.register(ADA, Secrets.PASSWORD);
    }
    house.storage.deliverAll();
    assertThat(house.notifier.sentTo(address(ADA))).hasSize(5);
  }

  @Test
  void five_mails_an_hour_go_to_an_address_and_no_more() {
    for (var attempt = 0; attempt < 9; attempt++) {
      house.register(ADA, Secrets.PASSWORD);
    }
    house.storage.deliverAll();

    assertThat(house.notifier.sentTo(address(ADA))).hasSize(5);
    house.time.advance(Duration.ofHours(1));
    house.register(ADA, Secrets.PASSWORD);
    house.storage.deliverAll();
    assertThat(house.notifier.sentTo(address(ADA))).hasSize(6);
  }

  @Test
  void twenty_wrong_answers_a_day_close_the_address_over_all_its_registrations() {
    for (var attempt = 0; attempt < 4; attempt++) {
      var registration = house.register(ADA, Secrets.PASSWORD);
      var code = house.mailedCode(ADA);
      for (var answer = 0; answer < 5; answer++) {
        house.verify(registration, wrong(code));
      }
    }
    var last = house.register(ADA, Secrets.PASSWORD);
    var code = house.mailedCode(ADA);
    assertThat(house.verify(last, code)).isEqualTo(new Outcome.InvalidCode());
    assertThat(reasons(last)).containsExactly(Reason.BUDGET_SPENT);

    house.time.advance(Duration.ofDays(1));
    var tomorrow = house.register(ADA, Secrets.PASSWORD);
    assertThat(house.verify(tomorrow, house.mailedCode(ADA))).isInstanceOf(Outcome.SignedIn.class);
  }

  @Test
  void of_two_proven_registrations_the_second_hears_that_it_was_too_late() {
    var first = house.register(ADA, Secrets.PASSWORD);
    var firstCode = house.mailedCode(ADA);
    var second = house.register(ADA, Secrets.OTHER_PASSWORD);
    var secondCode = house.mailedCode(ADA);

    assertThat(house.verify(first, firstCode)).isInstanceOf(Outcome.SignedIn.class);
    assertThat(house.verify(second, secondCode)).isEqualTo(new Outcome.AlreadyRegistered());
    assertThat(house.signIn(ADA)).isNotNull();
    assertThat(house.login(ADA, Secrets.OTHER_PASSWORD))
        .isEqualTo(new AuthenticateWithPassword.Outcome.Refused());
  }

  @Test
  void a_code_of_one_registration_is_worth_nothing_at_another() {
    var mine = house.register(ADA, Secrets.PASSWORD);
    var myCode = house.mailedCode(ADA);
    var theirs = house.register("eve@example.com", Secrets.PASSWORD);
    var theirCode = house.mailedCode("eve@example.com");

    assertThat(house.verify(theirs, myCode)).isEqualTo(new Outcome.InvalidCode());
    assertThat(house.verify(mine, theirCode)).isEqualTo(new Outcome.InvalidCode());
    assertThat(house.verify(mine, myCode)).isInstanceOf(Outcome.SignedIn.class);
  }

  @Test
  void a_code_for_no_registration_is_invalid() {
    assertThat(house.verify(new RegistrationId(new UUID(1, 2)), "12345678"))
        .isEqualTo(new Outcome.InvalidCode());
  }

  @Test
  void without_a_password_the_account_is_born_when_one_is_set() {
    var registration = house.register(ADA, null);
    var proven = (Outcome.Continue) house.verify(registration, house.mailedCode(ADA));
    assertThat(house.auth.findUsers().byEmail(ADA)).isEmpty();

    var completed = complete(registration, proven.continuation().reveal(), Secrets.PASSWORD);

    assertThat(completed).isInstanceOf(CompleteRegistration.Outcome.SignedIn.class);
    assertThat(house.signIn(ADA)).isNotNull();
  }

  @Test
  void a_continuation_is_good_once_and_for_half_an_hour_and_for_its_registration() {
    var invalid = new CompleteRegistration.Outcome.InvalidContinuation();
    var registration = house.register(ADA, null);
    var proven = (Outcome.Continue) house.verify(registration, house.mailedCode(ADA));
    var secret = proven.continuation().reveal();
    var other = house.register("eve@example.com", null);

    assertThat(complete(other, secret, Secrets.PASSWORD)).isEqualTo(invalid);
    assertThat(complete(registration, "no token", Secrets.PASSWORD)).isEqualTo(invalid);
    house.time.advance(Duration.ofMinutes(30));
    assertThat(complete(registration, secret, Secrets.PASSWORD)).isEqualTo(invalid);

    resend(registration);
    var again = (Outcome.Continue) house.verify(registration, house.mailedCode(ADA));
    assertThat(complete(registration, again.continuation().reveal(), Secrets.PASSWORD))
        .isInstanceOf(CompleteRegistration.Outcome.SignedIn.class);
    assertThat(complete(registration, again.continuation().reveal(), Secrets.PASSWORD))
        .isEqualTo(invalid);
  }

  @Test
  void a_refused_password_loses_nothing() {
    var registration = house.register(ADA, null);
    var proven = (Outcome.Continue) house.verify(registration, house.mailedCode(ADA));
    var secret = proven.continuation().reveal();

    assertThat(complete(registration, secret, "short"))
        .isEqualTo(
            new CompleteRegistration.Outcome.PasswordRefused(
                List.of(new PasswordPolicy.Fault.TooShort(8))));
    assertThat(complete(registration, secret, Secrets.PASSWORD))
        .isInstanceOf(CompleteRegistration.Outcome.SignedIn.class);
  }

  @Test
  @Requirement("S0-03")
  void whoever_has_an_account_is_welcomed() {
    house.signUp(ADA);
    house.storage.deliverAll();

    assertThat(house.notifier.sentTo(address(ADA))).last().isInstanceOf(Notification.Welcome.class);
  }

  @Test
  @Requirement({"S1-23", "S1-56", "S1-131", "S3-15", "S3-17"})
  void the_trail_tells_the_story() {
    var registration = house.register(ADA, Secrets.PASSWORD);
    var tokens = (Outcome.SignedIn) house.verify(registration, house.mailedCode(ADA));

    assertThat(kinds(house.trail(registration.value())))
        .containsExactly(
            RegistrationEvent.RegistrationStarted.class,
            RegistrationEvent.AddressProven.class,
            RegistrationEvent.RegistrationCompleted.class);
    var user = tokens.tokens().user().id();
    assertThat(kinds(house.trail(user.value())).getFirst()).isEqualTo(UserEvent.UserCreated.class);
    assertThat(house.storage.ports().auditTrail().about(user.value(), 10))
        .allSatisfy(entry -> assertThat(entry.client()).isEqualTo(CLIENT));
  }

  @Test
  void sixteen_with_the_right_code_make_one_user() throws Exception {
    var registration = house.register(ADA, Secrets.PASSWORD);
    var code = house.mailedCode(ADA);

    var outcomes = Race.of(16, () -> house.verify(registration, code));

    assertThat(outcomes).filteredOn(Outcome.SignedIn.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(Outcome.InvalidCode.class::isInstance).hasSize(15);
  }

  private boolean resend(RegistrationId registration) {
    var command = new ResendRegistrationCode.Command(registration, CLIENT);
    return house.auth.resendRegistrationCode().handle(command);
  }

  private CompleteRegistration.Outcome complete(
      RegistrationId registration, String continuation, String password) {
    var command = new CompleteRegistration.Command(registration, continuation, password, CLIENT);
    return house.auth.completeRegistration().handle(command);
  }

  private List<Reason> reasons(RegistrationId registration) {
    return house.trail(registration.value()).stream()
        .filter(RegistrationEvent.CodeRefused.class::isInstance)
        .map(event -> ((RegistrationEvent.CodeRefused) event).reason())
        .toList();
  }

  private static List<Class<?>> kinds(List<? extends AuthEvent> events) {
    return events.stream().<Class<?>>map(Object::getClass).toList();
  }
}
