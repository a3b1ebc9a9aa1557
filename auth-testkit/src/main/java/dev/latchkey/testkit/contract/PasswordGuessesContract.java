package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.credential.Account;
import dev.latchkey.domain.credential.Guesser;
import dev.latchkey.domain.credential.LockoutPolicy;
import dev.latchkey.domain.credential.PasswordGuesses.Try;
import dev.latchkey.domain.device.DeviceId;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.device.KnownDevices.KnownDevice;
import dev.latchkey.domain.user.User;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link dev.latchkey.domain.credential.PasswordGuesses} promises. */
public abstract class PasswordGuessesContract extends StorageContract {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);

  /** After 3 wait 1 and then 2 minutes; an hour ends a burst; 12 are the end. */
  private static final LockoutPolicy POLICY =
      new LockoutPolicy(3, List.of(MINUTE, MINUTE.multipliedBy(2)), Duration.ofHours(1), 12);

  private static final User ADA = AUser.named("Ada", "ada@example.com");
  private static final Account ADAS = Account.of(ADA.id());
  private static final Guesser STRANGER = Guesser.stranger(ADAS);
  private static final Guesser LAPTOP = Guesser.device(ADAS, device("laptop"));
  private static final Guesser PHONE = Guesser.device(ADAS, device("phone"));

  private static DeviceId device(String name) {
    return new DeviceId(NamedIds.of(name));
  }

  @Test
  void a_burst_of_tries_costs_no_waiting() {
    assertThat(List.of(begin(), begin(), begin())).allMatch(Try.Granted.class::isInstance);
  }

  @Test
  void after_a_burst_each_try_waits_longer_than_the_one_before_up_to_the_last_pause() {
    burst();
    assertThat(until(begin())).isEqualTo(now().plus(MINUTE));

    time.advance(MINUTE.minus(TICK));
    assertThat(begin()).isInstanceOf(Try.Slowed.class);
    time.advance(TICK);
    assertThat(begin()).isInstanceOf(Try.Granted.class);

    for (var more = 0; more < 3; more++) {
      assertThat(until(begin())).isEqualTo(now().plus(MINUTE.multipliedBy(2)));
      time.advance(MINUTE.multipliedBy(2));
      assertThat(begin()).isInstanceOf(Try.Granted.class);
    }
  }

  @Test
  void a_refused_try_is_not_counted() {
    burst();
    var until = now().plus(MINUTE);
    for (var again = 0; again < 5; again++) {
      time.advance(Duration.ofSeconds(10));
      assertThat(until(begin())).isEqualTo(until);
    }

    time.advance(Duration.ofSeconds(10));

    assertThat(begin()).isInstanceOf(Try.Granted.class);
  }

  @Test
  void after_a_quiet_time_a_burst_starts_anew() {
    burst();

    time.advance(Duration.ofHours(1));

    burst();
    assertThat(begin()).isInstanceOf(Try.Slowed.class);
  }

  @Test
  void a_series_never_grows_old() {
    for (var n = 0; n < POLICY.cap(); n++) {
      assertThat(begin()).isInstanceOf(Try.Granted.class);
      time.advance(Duration.ofDays(30));
    }

    assertThat(begin()).isInstanceOf(Try.Capped.class);
    time.advance(Duration.ofDays(1000));
    assertThat(begin()).isInstanceOf(Try.Capped.class);
  }

  @Test
  void a_right_answer_ends_the_series_of_its_own_side_only() {
    burst(STRANGER);
    burst(LAPTOP);

    storage.guesses().forgive(LAPTOP);

    burst(LAPTOP);
    assertThat(begin(STRANGER)).isInstanceOf(Try.Slowed.class);
  }

  @Test
  void strangers_and_each_device_are_counted_apart() {
    exhaust(STRANGER);

    assertThat(begin(LAPTOP)).isInstanceOf(Try.Granted.class);
    exhaust(LAPTOP);
    assertThat(begin(PHONE)).isInstanceOf(Try.Granted.class);
  }

  @Test
  void accounts_are_counted_apart() {
    exhaust(STRANGER);

    assertThat(begin(Guesser.stranger(Account.bucket(7)))).isInstanceOf(Try.Granted.class);
    assertThat(begin(Guesser.stranger(Account.bucket(8)))).isInstanceOf(Try.Granted.class);
  }

  @Test
  void a_bucket_is_slowed_and_capped_as_a_user_is() {
    var bucket = Guesser.stranger(Account.bucket(1_048_575));
    burst(bucket);
    assertThat(until(begin(bucket))).isEqualTo(now().plus(MINUTE));

    exhaust(bucket);

    assertThat(begin(bucket)).isInstanceOf(Try.Capped.class);
  }

  @Test
  void another_password_ends_all_series_against_it() {
    exhaust(STRANGER);
    exhaust(LAPTOP);

    doInUnit(() -> storage.guesses().forgiveAll(ADA.id()));

    assertThat(begin(STRANGER)).isInstanceOf(Try.Granted.class);
    assertThat(begin(LAPTOP)).isInstanceOf(Try.Granted.class);
  }

  @Test
  void the_first_refused_try_of_a_day_says_so() {
    burst();
    assertThat(begin()).isEqualTo(new Try.Slowed(now().plus(MINUTE), true));
    assertThat(begin()).isEqualTo(new Try.Slowed(now().plus(MINUTE), false));

    time.advance(LockoutPolicy.BETWEEN_NOTICES.minus(TICK));
    burst();
    assertThat(begin()).isEqualTo(new Try.Slowed(now().plus(MINUTE), false));
    time.advance(TICK);
    assertThat(begin()).isEqualTo(new Try.Slowed(now().plus(MINUTE).minus(TICK), true));
  }

  @Test
  void the_first_of_many_refused_at_once_says_so_and_no_other_one() {
    burst();

    var tries = Race.of(Race.MANY, this::begin);

    assertThat(tries).filteredOn(new Try.Slowed(now().plus(MINUTE), true)::equals).hasSize(1);
    assertThat(tries)
        .filteredOn(new Try.Slowed(now().plus(MINUTE), false)::equals)
        .hasSize(Race.MANY - 1);
  }

  @Test
  void a_series_that_reached_its_end_says_so_once_a_day_too() {
    exhaust(STRANGER);
    assertThat(begin()).isEqualTo(new Try.Capped(false));

    time.advance(LockoutPolicy.BETWEEN_NOTICES);

    assertThat(begin()).isEqualTo(new Try.Capped(true));
    assertThat(begin()).isEqualTo(new Try.Capped(false));
  }

  @Test
  void however_many_come_at_once_no_more_than_a_burst_are_granted() {
    for (var round = 0; round < 10; round++) {
      var tries = Race.of(Race.MANY, this::begin);

      assertThat(tries).filteredOn(Try.Granted.class::isInstance).hasSize(POLICY.burst());
      storage.guesses().forgive(STRANGER);
    }
  }

  @Test
  void however_many_come_at_once_at_the_end_of_a_series_one_is_granted() {
    for (var round = 0; round < 5; round++) {
      for (var n = 0; n < POLICY.cap() - 1; n++) {
        assertThat(begin()).isInstanceOf(Try.Granted.class);
        time.advance(Duration.ofHours(1));
      }

      var tries = Race.of(Race.MANY, this::begin);

      assertThat(tries).filteredOn(Try.Granted.class::isInstance).hasSize(1);
      storage.guesses().forgive(STRANGER);
    }
  }

  @Test
  void counts_are_the_same_on_every_node() {
    burst();

    assertThat(anotherNode().guesses().begin(STRANGER, POLICY, now()))
        .isInstanceOf(Try.Slowed.class);
    assertThat(anotherNode().guesses().begin(PHONE, POLICY, now())).isInstanceOf(Try.Granted.class);
  }

  @Test
  void a_clock_that_is_behind_shortens_no_pause() {
    burst();
    var until = now().plus(MINUTE);

    assertThat(until(beginAt(now().minusSeconds(30)))).isEqualTo(until);
  }

  @Test
  void what_was_counted_outside_a_unit_stays_counted_whatever_happens_later() {
    burst();
    undone(() -> storage.users().raiseEpoch(ADA.id()));

    assertThat(begin()).isInstanceOf(Try.Slowed.class);
  }

  @Test
  void purging_forgets_devices_that_are_no_longer_known_and_nothing_else() {
    added(ADA);
    var laptop = new KnownDevice(device("laptop"), new DeviceToken(Secrets.token("laptop")));
    doInUnit(() -> storage.devices().add(ADA.id(), laptop, nobody(), 5, now()));
    exhaust(STRANGER);
    exhaust(LAPTOP);
    exhaust(PHONE);

    assertThat(storage.guesses().purge()).isEqualTo(1);

    assertThat(begin(STRANGER)).isInstanceOf(Try.Capped.class);
    assertThat(begin(LAPTOP)).isInstanceOf(Try.Capped.class);
    assertThat(begin(PHONE)).isInstanceOf(Try.Granted.class);
  }

  private Try begin() {
    return begin(STRANGER);
  }

  private Try begin(Guesser guesser) {
    return storage.guesses().begin(guesser, POLICY, now());
  }

  private Try beginAt(Instant instant) {
    return storage.guesses().begin(STRANGER, POLICY, instant);
  }

  /** A try that is not slowed fails the test. */
  private static Instant until(Try refused) {
    return ((Try.Slowed) refused).until();
  }

  private void burst() {
    burst(STRANGER);
  }

  private void burst(Guesser guesser) {
    for (var n = 0; n < POLICY.burst(); n++) {
      assertThat(begin(guesser)).isInstanceOf(Try.Granted.class);
    }
  }

  /** As a patient attacker would. */
  private void exhaust(Guesser guesser) {
    while (!(begin(guesser) instanceof Try.Capped)) {
      time.advance(Duration.ofHours(1));
    }
  }
}
