package dev.latchkey.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.application.credential.AuthenticateWithPassword.Outcome;
import dev.latchkey.application.credential.ChangePassword;
import dev.latchkey.application.credential.Reauthenticate;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.credential.CredentialEvent.GuessingNoticed;
import dev.latchkey.domain.credential.CredentialEvent.LoginRefused;
import dev.latchkey.domain.credential.CredentialEvent.Reason;
import dev.latchkey.domain.credential.LockoutPolicy;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.kernel.OverloadedException;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.requirement.Requirement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of those who guess at passwords, and of the owners whom they guess at. */
class GuessingTest {
  private static final String ADA = "ada@example.com";
  private static final List<String> SPELLINGS =
      List.of(ADA, "ADA@example.com", " Ada@Example.COM.", "aDa@EXAMPLE.com");
  private static final Outcome REFUSED = new Outcome.Refused();
  private static final Outcome A_MINUTE = new Outcome.Slowed(Duration.ofMinutes(1));
  private static final int CAP = 100;

  private final House house = new House();

  @Test
  @Requirement({"S1-53", "S2-79", "S3-10"})
  void after_five_wrong_passwords_the_next_tries_wait_longer_and_longer() {
    house.signUp(ADA);
    burst(ADA);

    for (var minutes : List.of(1, 2, 4, 8, 15, 15)) {
      var pause = Duration.ofMinutes(minutes);
      assertThat(house.login(ADA, Secrets.PASSWORD)).isEqualTo(new Outcome.Slowed(pause));
      house.time.advance(pause);
      assertThat(guess(ADA)).isEqualTo(REFUSED);
    }

    house.time.advance(Duration.ofMinutes(15));
    assertThat(house.login(ADA, Secrets.PASSWORD)).isInstanceOf(Outcome.SignedIn.class);
  }

  @Test
  void an_address_that_nobody_has_is_slowed_and_capped_alike() {
    house.signUp(ADA);

    for (var address : List.of(ADA, "nobody@example.com")) {
      burst(address);
      assertThat(guess(address)).isEqualTo(A_MINUTE);
      exhaust(address);
      assertThat(List.of(guess(address), guess(address), guess(address))).containsOnly(REFUSED);
    }
  }

  @Test
  void slowed_and_capped_tries_cost_a_hash_like_any_other() {
    house.signUp(ADA);
    burst(ADA);
    burst("nobody@example.com");
    var before = house.crypto.hasher().work();

    guess(ADA);
    guess("nobody@example.com");

    assertThat(house.crypto.hasher().work()).isEqualTo(before + 2);
  }

  @Test
  void a_guess_is_refused_after_a_hundred_wrong_ones_however_long_they_took() {
    var ada = house.signUp(ADA);
    var stolen = house.signIn(ADA);
    var known = known(ada);
    for (var n = 0; n < CAP; n++) {
      guessSomewhere(n, stolen);
      assertThat(house.login(ADA, Secrets.PASSWORD, known)).isInstanceOf(Outcome.SignedIn.class);
      house.time.advance(Duration.ofMinutes(60 * 24 * 60 / CAP));
      stolen = signedIn(house.login(ADA, Secrets.PASSWORD, known));
    }

    assertThat(house.login(ADA, Secrets.PASSWORD)).isEqualTo(REFUSED);
    assertThat(house.reauthenticate(stolen, Secrets.PASSWORD))
        .isEqualTo(new Reauthenticate.Outcome.Refused());
    assertThat(house.change(stolen, Secrets.PASSWORD, "another long password"))
        .isEqualTo(new ChangePassword.Outcome.Refused());
    assertThat(reasons(ada.user().id())).contains(Reason.BUDGET_SPENT);
    assertThat(house.login(ADA, Secrets.PASSWORD, known)).isInstanceOf(Outcome.SignedIn.class);
  }

  /** By three ways in, and in four spellings of the address. */
  private void guessSomewhere(int n, Tokens stolen) {
    switch (n % 3) {
      case 0 ->
          assertThat(guess(SPELLINGS.get(n % SPELLINGS.size())))
              .as("guess %s", n)
              .isEqualTo(REFUSED);
      case 1 ->
          assertThat(house.reauthenticate(stolen, Secrets.OTHER_PASSWORD))
              .isEqualTo(new Reauthenticate.Outcome.Refused());
      default ->
          assertThat(house.change(stolen, Secrets.OTHER_PASSWORD, "another long password"))
              .isEqualTo(new ChangePassword.Outcome.Refused());
    }
  }

  @Test
  void setting_the_password_anew_opens_what_was_closed() {
    var ada = house.signUp(ADA);
    var known = known(ada);
    exhaust(ADA);
    var session = signedIn(house.login(ADA, Secrets.PASSWORD, known));

    house.change(session, Secrets.PASSWORD, Secrets.OTHER_PASSWORD, known);

    assertThat(house.login(ADA, Secrets.OTHER_PASSWORD)).isInstanceOf(Outcome.SignedIn.class);
  }

  @Test
  void a_known_device_has_a_budget_of_its_own_and_spends_it_alone() {
    var known = known(house.signUp(ADA));
    for (var n = 0; n < 5; n++) {
      assertThat(house.login(ADA, Secrets.OTHER_PASSWORD, known)).isEqualTo(REFUSED);
    }

    assertThat(house.login(ADA, Secrets.PASSWORD, known)).isEqualTo(A_MINUTE);
    assertThat(house.login(ADA, Secrets.PASSWORD)).isInstanceOf(Outcome.SignedIn.class);
  }

  @Test
  void a_device_of_somebody_else_is_a_stranger() {
    house.signUp(ADA);
    var mallory = known(house.signUp("mallory@example.com"));
    burst(ADA);

    assertThat(house.login(ADA, Secrets.PASSWORD, mallory)).isEqualTo(A_MINUTE);
  }

  @Test
  void a_right_password_from_a_stranger_does_not_help_a_device_nor_the_reverse() {
    var known = known(house.signUp(ADA));
    burst(ADA);
    house.login(ADA, Secrets.PASSWORD, known);

    assertThat(house.login(ADA, Secrets.PASSWORD)).isEqualTo(A_MINUTE);
  }

  @Test
  void a_sign_in_from_a_stranger_makes_his_device_known_and_one_from_a_known_device_keeps_it() {
    var first = known(house.signUp(ADA));
    var second = signedIn(house.login(ADA, Secrets.PASSWORD)).device().orElseThrow();

    assertThat(second).isNotEqualTo(first);
    assertThat(signedIn(house.login(ADA, Secrets.PASSWORD, first, second)).device())
        .isPresent()
        .get()
        .isIn(first, second);
  }

  @Test
  void an_attack_on_one_account_slows_no_other() {
    house.signUp(ADA);
    house.signUp("bob@example.com");
    exhaust(ADA);

    assertThat(house.login("bob@example.com", Secrets.PASSWORD))
        .isInstanceOf(Outcome.SignedIn.class);
  }

  @Test
  void the_owner_hears_of_it_once_a_day() {
    var ada = house.signUp(ADA).user().id();
    burst(ADA);
    assertThat(notices()).isZero();

    guess(ADA);
    guess(ADA);
    house.time.advance(Duration.ofHours(23));
    burst(ADA);
    guess(ADA);
    assertThat(notices()).isEqualTo(1);

    house.time.advance(Duration.ofHours(1));
    burst(ADA);
    guess(ADA);

    assertThat(notices()).isEqualTo(2);
    assertThat(house.trail(ada.value())).filteredOn(GuessingNoticed.class::isInstance).hasSize(2);
    assertThat(reasons(ada)).contains(Reason.SLOWED);
  }

  @Test
  void guesses_at_nobody_write_no_mail() {
    burst("nobody@example.com");
    guess("nobody@example.com");
    house.storage.deliverAll();

    assertThat(house.notifier.sent()).isEmpty();
  }

  @Test
  void a_try_that_was_turned_away_at_the_door_is_not_counted() {
    house.signUp(ADA);
    house.crypto.hasher().beFull();
    for (var n = 0; n < 2 * CAP; n++) {
      assertThatThrownBy(() -> house.login(ADA, Secrets.PASSWORD))
          .isInstanceOf(OverloadedException.class);
    }
    house.crypto.hasher().haveRoom();

    assertThat(house.login(ADA, Secrets.PASSWORD)).isInstanceOf(Outcome.SignedIn.class);
  }

  @Test
  void the_classic_rule_locks_for_so_long_and_then_starts_anew() {
    var classic = House.with(LockoutPolicy.classic(3, Duration.ofMinutes(30)));
    classic.signUp(ADA);
    for (var round = 0; round < 3; round++) {
      for (var n = 0; n < 3; n++) {
        assertThat(classic.login(ADA, Secrets.OTHER_PASSWORD)).isEqualTo(REFUSED);
      }
      assertThat(classic.login(ADA, Secrets.PASSWORD))
          .isEqualTo(new Outcome.Slowed(Duration.ofMinutes(30)));
      classic.time.advance(Duration.ofMinutes(30));
    }

    assertThat(classic.login(ADA, Secrets.PASSWORD)).isInstanceOf(Outcome.SignedIn.class);
  }

  private Outcome guess(String address) {
    return house.login(address, Secrets.OTHER_PASSWORD);
  }

  private void burst(String address) {
    for (var n = 0; n < 5; n++) {
      assertThat(guess(address)).isEqualTo(REFUSED);
    }
  }

  /** As a patient attacker would. */
  private void exhaust(String address) {
    for (var n = 0; n < CAP; n++) {
      house.time.advance(Duration.ofHours(1));
      guess(address);
    }
  }

  private static DeviceToken known(Tokens tokens) {
    return tokens.device().orElseThrow();
  }

  private static Tokens signedIn(Outcome outcome) {
    return ((Outcome.SignedIn) outcome).tokens();
  }

  private long notices() {
    return house.notices(ADA, NoticeKind.MANY_WRONG_PASSWORDS).size();
  }

  private List<Reason> reasons(UserId user) {
    return house.trail(user.value()).stream()
        .filter(LoginRefused.class::isInstance)
        .map(event -> ((LoginRefused) event).reason())
        .toList();
  }
}
