package dev.latchkey.bootstrap.survival;

import static dev.latchkey.bootstrap.survival.Told.OK;
import static dev.latchkey.bootstrap.survival.Told.REFUSED;
import static dev.latchkey.bootstrap.survival.Told.UNKNOWN;
import static dev.latchkey.bootstrap.survival.Told.ada;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.survival.Operation.Gained;
import dev.latchkey.bootstrap.survival.Operation.Shown;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OneTimeRuleTest {
  private static final Shown PROOF = new Shown("c0", "", "g0", "p0");

  @Test
  void one_use_of_each_is_well() {
    var told = ada().refresh("s0", "r0", "r1").requestReset("t0").reset("t0", "p1");

    assertThat(told.broken()).isEmpty();
  }

  @Test
  void a_code_that_was_taken_may_be_refused_or_lost_again() {
    var told =
        ada()
            .add(Kind.VERIFY, REFUSED, PROOF, Gained.NOTHING)
            .add(Kind.VERIFY, UNKNOWN, PROOF, Gained.NOTHING);

    assertThat(told.broken()).isEmpty();
  }

  @Test
  void a_code_is_not_taken_twice() {
    var told = ada().add(Kind.VERIFY, OK, PROOF, new Gained("s1", "r9"));

    assertThat(told.broken()).contains(OneTimeRule.CODE);
  }

  @Test
  void another_code_of_the_same_registration_is_not_taken_either() {
    var other = new Shown("c1", "", "g0", "p0");

    var told = ada().add(Kind.VERIFY, OK, other, new Gained("s1", "r9"));

    assertThat(told.broken()).contains(OneTimeRule.CODE);
  }

  @Test
  void a_token_for_a_lost_password_is_not_taken_twice() {
    var told = ada().requestReset("t0").reset("t0", "p1").reset("t0", "p2").atOnce();

    assertThat(told.broken()).contains(OneTimeRule.RESET);
  }

  @Test
  void a_challenge_for_a_passkey_is_not_answered_twice() {
    var told = ada().addPasskey("s0", "k0").passkeyLogin("h0", "s1");

    assertThat(told.passkeyLoginWith("h0", REFUSED).broken()).isEmpty();
    assertThat(told.passkeyLogin("h0", "s2").broken()).containsExactly(OneTimeRule.CHALLENGE);
  }

  @Test
  void a_repetition_in_the_grace_gets_the_same_successor() {
    assertThat(ada().refresh("s0", "r0", "r1").repeat("s0", "r0", "r1").broken()).isEmpty();
  }

  @Test
  void a_repetition_gets_no_other_successor() {
    var told = ada().refresh("s0", "r0", "r1").repeat("s0", "r0", "r2").atOnce();

    assertThat(told.broken()).containsExactly(OneTimeRule.FORK);
  }

  @Test
  void a_repetition_after_the_grace_gets_nothing() {
    var told =
        ada().refresh("s0", "r0", "r1").later(Duration.ofSeconds(10)).repeat("s0", "r0", "r1");

    assertThat(told.broken()).containsExactly(OneTimeRule.GRACE);
  }

  @Test
  void the_grace_is_longer_for_who_meets_two_clocks() {
    var told =
        ada().refresh("s0", "r0", "r1").later(Duration.ofSeconds(10)).repeat("s0", "r0", "r1");

    assertThat(told.broken(Duration.ofSeconds(5))).isEmpty();
  }

  @Test
  void a_repetition_gets_nothing_once_the_successor_was_traded() {
    var told = ada().refresh("s0", "r0", "r1").refresh("s0", "r1", "r2").repeat("s0", "r0", "r1");

    assertThat(told.broken()).containsExactly(OneTimeRule.TRADED);
  }

  @Test
  void a_repetition_may_race_the_trade_of_its_successor() {
    var told =
        ada().refresh("s0", "r0", "r1").refresh("s0", "r1", "r2").repeat("s0", "r0", "r1").atOnce();

    assertThat(told.broken()).isEmpty();
  }
}
