package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.registration.Registrations.Redemption;
import dev.latchkey.testkit.fixture.ARegistration;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link dev.latchkey.domain.registration.Registrations} promises: here about starting
 * and completing; what is inherited is about the codes in between.
 */
public abstract class RegistrationsContract extends RegistrationCodeContract {
  @Test
  void a_registration_is_found_as_it_was_started() {
    add(ada);
    add(bob);

    assertThat(storage.registrations().find(ada.id())).contains(ada);
    assertThat(storage.registrations().find(bob.id())).contains(bob);
  }

  @Test
  void an_unknown_registration_is_not_found() {
    add(ada);

    assertThat(storage.registrations().find(UNKNOWN)).isEmpty();
  }

  @Test
  void registrations_of_one_address_live_side_by_side() {
    var again = ARegistration.withPassword(NamedIds.of("again"), "ada@example.com", start);
    add(ada);
    add(again);
    mint(again, "code of again");

    assertThat(storage.registrations().find(ada.id())).contains(ada);
    assertThat(answer(again, "code of again")).isInstanceOf(Redemption.Proven.class);
    assertThat(storage.registrations().find(ada.id())).contains(ada);
  }

  @Test
  void whoever_holds_the_continuation_completes() {
    add(bob);
    var provenAt = now();
    proven(bob, "held");
    time.advance(Duration.ofMinutes(5));

    var completed = complete(bob, "held");

    assertThat(completed).contains(standing(bob, provenAt, now()));
    assertThat(storage.registrations().find(bob.id())).isEqualTo(completed);
  }

  @Test
  void whoever_holds_the_continuation_sees_what_he_would_complete_and_changes_nothing() {
    add(bob);
    var provenAt = now();
    proven(bob, "held");
    time.advance(Duration.ofMinutes(5));

    assertThat(foundProven(bob, "held")).contains(standing(bob, provenAt, null));
    assertThat(foundProven(bob, "held")).contains(standing(bob, provenAt, null));
    assertThat(complete(bob, "held")).isPresent();
    assertThat(foundProven(bob, "held")).isEmpty();
  }

  @Test
  void another_continuation_completes_nothing() {
    add(bob);
    proven(bob, "held");

    assertThat(foundProven(bob, "another")).isEmpty();
    assertThat(complete(bob, "another")).isEmpty();
    assertThat(complete(bob, "held")).isPresent();
  }

  @Test
  void a_continuation_is_dead_at_the_instant_it_expires() {
    add(bob);
    proven(bob, "held");

    time.advance(Duration.ofMinutes(30));
    assertThat(foundProven(bob, "held")).isEmpty();
    assertThat(complete(bob, "held")).isEmpty();
  }

  @Test
  void a_continuation_is_alive_until_it_expires() {
    add(bob);
    proven(bob, "held");

    time.advance(Duration.ofMinutes(30).minus(TICK));
    assertThat(foundProven(bob, "held")).isPresent();
    assertThat(complete(bob, "held")).isPresent();
  }

  @Test
  void a_continuation_does_not_outlive_its_registration() {
    add(bob);
    time.advance(DAY.minusMinutes(1));
    proven(bob, "held");
    time.advance(Duration.ofMinutes(1));

    assertThat(foundProven(bob, "held")).isEmpty();
    assertThat(complete(bob, "held")).isEmpty();
  }

  @Test
  void nothing_unproven_unknown_or_completed_is_completed() {
    add(ada);
    add(bob);
    completed(ada);

    assertThat(foundProven(ada, "held")).isEmpty();
    assertThat(foundProven(bob, "held")).isEmpty();
    assertThat(complete(ada, "held")).isEmpty();
    assertThat(complete(bob, "held")).isEmpty();
    assertThat(
            inUnit(() -> storage.registrations().complete(UNKNOWN, Secrets.digest("held"), now())))
        .isEmpty();
  }

  @Test
  void an_open_registration_may_be_proven_again_and_the_newer_continuation_counts() {
    add(bob);
    proven(bob, "older");
    time.advance(COOL_DOWN);

    assertThat(requestCode(bob)).isTrue();
    proven(bob, "newer");

    assertThat(complete(bob, "older")).isEmpty();
    assertThat(complete(bob, "newer")).isPresent();
  }

  @Test
  void of_many_who_complete_exactly_one_gets_the_registration() {
    add(bob);
    proven(bob, "held");

    var answers = Race.of(Race.MANY, () -> complete(bob, "held"));

    assertThat(answers).filteredOn(Optional::isPresent).hasSize(1);
  }

  @Test
  void registrations_are_forgotten_once_they_were_over_before_the_given_instant() {
    add(ada);
    add(bob);
    completed(ada);

    assertThat(purge(start)).isZero();
    assertThat(purge(start.plus(TICK))).isEqualTo(1);
    assertThat(storage.registrations().find(ada.id())).isEmpty();
    assertThat(purge(start.plus(DAY))).isZero();
    assertThat(storage.registrations().find(bob.id())).contains(bob);
    assertThat(purge(start.plus(DAY).plus(TICK))).isEqualTo(1);
    assertThat(storage.registrations().find(bob.id())).isEmpty();
  }
}
