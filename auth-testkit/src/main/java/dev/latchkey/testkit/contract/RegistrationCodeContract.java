package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.registration.Registrations.Redemption;
import dev.latchkey.domain.verification.CodeDigest;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.requirement.Requirement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of the contract about codes: asking for them and answering. */
abstract class RegistrationCodeContract extends RegistrationSteps {
  @Test
  void the_start_counts_as_the_first_asking() {
    add(ada);

    time.advance(COOL_DOWN.minus(TICK));
    assertThat(requestCode(ada)).isFalse();
    time.advance(TICK);
    assertThat(requestCode(ada)).isTrue();
  }

  @Test
  void each_asking_that_is_granted_begins_a_cool_down() {
    add(ada);
    time.advance(COOL_DOWN);
    requestCode(ada);

    time.advance(COOL_DOWN.minus(TICK));
    assertThat(requestCode(ada)).isFalse();
    time.advance(TICK);
    assertThat(requestCode(ada)).isTrue();
  }

  @Test
  void of_many_who_ask_for_a_code_in_a_cool_down_one_is_granted() {
    add(ada);
    time.advance(COOL_DOWN);

    assertThat(Race.of(Race.MANY, () -> requestCode(ada))).containsOnlyOnce(true);
  }

  @Test
  void no_code_is_sent_for_a_registration_that_is_over_or_unknown() {
    add(ada);
    add(bob);
    completed(ada);
    time.advance(DAY);

    assertThat(requestCode(ada)).isFalse();
    assertThat(requestCode(bob)).isFalse();
    assertThat(inUnit(() -> storage.registrations().requestCode(UNKNOWN, COOL_DOWN, now())))
        .isFalse();
  }

  @Test
  void a_code_is_given_until_the_instant_the_registration_expires() {
    add(ada);

    time.advance(DAY.minus(TICK));
    assertThat(mint(ada, "late")).isTrue();
    time.advance(TICK);
    assertThat(mint(ada, "too late")).isFalse();
  }

  @Test
  void no_code_is_given_to_a_completed_or_unknown_registration() {
    add(ada);
    completed(ada);

    assertThat(mint(ada, "after the end")).isFalse();
    assertThat(inUnit(() -> storage.registrations().mint(UNKNOWN, code("any"), now()))).isFalse();
  }

  @Test
  void the_code_before_is_dead_once_another_is_minted() {
    add(ada);
    mint(ada, "first");
    mint(ada, "second");

    assertThat(answer(ada, "first")).isInstanceOf(Redemption.Wrong.class);
    assertThat(answer(ada, "second")).isInstanceOf(Redemption.Proven.class);
  }

  @Test
  void a_new_code_comes_with_all_its_answers() {
    add(ada);
    mint(ada, "first");
    for (var n = 0; n < ANSWERS; n++) {
      answer(ada, "wrong");
    }
    mint(ada, "second");

    for (var n = 1; n < ANSWERS; n++) {
      assertThat(answer(ada, "wrong")).isInstanceOf(Redemption.Wrong.class);
    }
    assertThat(answer(ada, "second")).isInstanceOf(Redemption.Proven.class);
  }

  @Test
  void the_right_code_proves_the_address_and_completes_a_registration_with_a_password() {
    add(ada);
    mint(ada, "right");
    time.advance(Duration.ofMinutes(2));

    var proven = ((Redemption.Proven) answer(ada, "right")).registration();

    assertThat(proven).isEqualTo(standing(ada, now(), now()));
    assertThat(storage.registrations().find(ada.id())).contains(proven);
  }

  @Test
  void a_registration_without_a_password_stays_open_when_it_is_proven() {
    add(bob);
    mint(bob, "right");

    var proven = ((Redemption.Proven) answer(bob, "right")).registration();

    assertThat(proven).isEqualTo(standing(bob, now(), null));
    assertThat(proven.isOpen(now())).isTrue();
    assertThat(storage.registrations().find(bob.id())).contains(proven);
  }

  @Test
  void any_of_the_candidates_may_be_the_right_one() {
    add(ada);
    mint(ada, "right");
    var candidates = List.of(Secrets.codeDigest("under another key"), Secrets.codeDigest("right"));

    assertThat(redeem(ada, candidates)).isInstanceOf(Redemption.Proven.class);
  }

  @Test
  void a_digest_under_another_key_is_another_digest() {
    add(ada);
    mint(ada, "right");
    var sameBytes = new CodeDigest(Secrets.key("other-key"), Secrets.codeDigest("right").bytes());

    assertThat(redeem(ada, List.of(sameBytes))).isInstanceOf(Redemption.Wrong.class);
  }

  @Test
  void a_code_of_another_registration_is_wrong() {
    add(ada);
    add(bob);
    mint(ada, "code of ada");
    mint(bob, "code of bob");

    assertThat(answer(ada, "code of bob")).isInstanceOf(Redemption.Wrong.class);
    assertThat(answer(ada, "code of ada")).isInstanceOf(Redemption.Proven.class);
  }

  @Test
  void a_code_dies_after_its_last_wrong_answer() {
    add(ada);
    mint(ada, "right");

    for (var n = 0; n < ANSWERS; n++) {
      assertThat(answer(ada, "wrong")).isInstanceOf(Redemption.Wrong.class);
    }
    assertThat(answer(ada, "wrong")).isInstanceOf(Redemption.Dead.class);
    assertThat(answer(ada, "right")).isInstanceOf(Redemption.Dead.class);
  }

  @Test
  void a_code_is_dead_at_the_instant_it_expires() {
    add(ada);
    mint(ada, "right");

    time.advance(CODE_LIFE);
    assertThat(answer(ada, "right")).isInstanceOf(Redemption.Dead.class);
  }

  @Test
  void a_code_is_alive_until_it_expires() {
    add(ada);
    mint(ada, "right");

    time.advance(CODE_LIFE.minus(TICK));
    assertThat(answer(ada, "right")).isInstanceOf(Redemption.Proven.class);
  }

  @Test
  void a_code_is_dead_once_it_was_answered_rightly() {
    add(ada);
    add(bob);
    mint(ada, "right");
    mint(bob, "right");
    answer(ada, "right");
    answer(bob, "right");

    assertThat(answer(ada, "right")).isInstanceOf(Redemption.Dead.class);
    assertThat(answer(bob, "right")).isInstanceOf(Redemption.Dead.class);
  }

  @Test
  void a_code_does_not_outlive_its_registration() {
    add(ada);
    time.advance(DAY.minusMinutes(1));
    mint(ada, "right");
    time.advance(Duration.ofMinutes(1));

    assertThat(answer(ada, "right")).isInstanceOf(Redemption.Dead.class);
  }

  @Test
  void there_is_nothing_to_answer_where_no_code_was_sent_or_nobody_registered() {
    add(ada);

    assertThat(answer(ada, "any")).isInstanceOf(Redemption.Dead.class);
    assertThat(
            inUnit(
                () ->
                    storage
                        .registrations()
                        .redeem(UNKNOWN, digests("any"), continuation("any"), now())))
        .isInstanceOf(Redemption.Dead.class);
  }

  @Test
  @Requirement("S1-55")
  void of_many_with_the_right_code_exactly_one_proves_the_address() {
    add(ada);
    mint(ada, "right");

    var answers = Race.of(Race.MANY, () -> answer(ada, "right"));

    assertThat(answers).filteredOn(Redemption.Proven.class::isInstance).hasSize(1);
    assertThat(answers).filteredOn(Redemption.Dead.class::isInstance).hasSize(Race.MANY - 1);
  }

  @Test
  void of_many_wrong_answers_only_so_many_count_and_then_the_code_is_dead() {
    add(ada);
    mint(ada, "right");

    var answers = Race.of(Race.MANY, () -> answer(ada, "wrong"));

    assertThat(answers).filteredOn(Redemption.Wrong.class::isInstance).hasSize(ANSWERS);
    assertThat(answers).filteredOn(Redemption.Dead.class::isInstance).hasSize(Race.MANY - ANSWERS);
    assertThat(answer(ada, "right")).isInstanceOf(Redemption.Dead.class);
  }

  @Test
  void an_answer_in_a_unit_that_failed_was_not_given() {
    add(ada);
    mint(ada, "right");
    undone(() -> redeemInUnit(ada, digests("right"), "held"));

    assertThat(storage.registrations().find(ada.id())).contains(ada);
    assertThat(answer(ada, "right")).isInstanceOf(Redemption.Proven.class);
  }
}
