package dev.latchkey.bootstrap.survival;

import static dev.latchkey.bootstrap.survival.Told.REFUSED;
import static dev.latchkey.bootstrap.survival.Told.UNKNOWN;
import static dev.latchkey.bootstrap.survival.Told.ada;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.survival.Operation.Gained;
import dev.latchkey.bootstrap.survival.Operation.Shown;
import org.junit.jupiter.api.Test;

class RefusalRuleTest {

  @Test
  void a_session_that_nobody_ended_is_not_refused() {
    assertThat(ada().me("s0", REFUSED).broken()).containsExactly(RefusalRule.SESSION);
  }

  @Test
  void a_session_may_be_refused_when_its_end_is_unknown() {
    var lost = Shown.token("access", "s0");

    var told = ada().add(Kind.LOGOUT_ALL, UNKNOWN, lost, Gained.NOTHING).me("s0", REFUSED);

    assertThat(told.broken()).isEmpty();
  }

  @Test
  void a_session_that_was_opened_after_all_others_ended_is_not_refused() {
    var told = ada().logoutAll("s0").login("p0", "s1", "r9").me("s1", REFUSED);

    assertThat(told.broken()).containsExactly(RefusalRule.SESSION);
  }

  @Test
  void a_refresh_token_that_nobody_spent_is_not_refused() {
    assertThat(ada().refreshWith("s0", "r0", REFUSED).broken())
        .containsExactly(RefusalRule.RENEWAL);
  }

  @Test
  void a_refresh_token_may_be_refused_when_its_trade_is_unknown() {
    var told = ada().refreshWith("s0", "r0", UNKNOWN).refreshWith("s0", "r0", REFUSED);

    assertThat(told.broken()).isEmpty();
  }

  @Test
  void a_refresh_token_may_be_refused_beside_the_end_of_its_session() {
    var told = ada().logoutAll("s0").refreshWith("s0", "r0", REFUSED).atOnce();

    assertThat(told.broken()).isEmpty();
  }

  @Test
  void a_password_that_nobody_replaced_is_not_refused() {
    assertThat(ada().refusedLogin("p0").broken()).containsExactly(RefusalRule.PASSWORD);
  }

  @Test
  void a_password_that_was_acknowledged_is_not_forgotten() {
    var told = ada().requestReset("t0").reset("t0", "p1").refusedLogin("p1");

    assertThat(told.broken()).containsExactly(RefusalRule.PASSWORD);
  }

  @Test
  void a_wrong_password_is_refused() {
    assertThat(ada().refusedLogin("never set").broken()).isEmpty();
  }

  @Test
  void a_password_may_be_refused_beside_its_change() {
    var told = ada().change("s0", "p0", "p1", "s1").refusedLogin("p0").atOnce();

    assertThat(told.broken()).isEmpty();
  }

  @Test
  void a_passkey_is_not_refused_without_a_reason() {
    var told = ada().addPasskey("s0", "k0").passkeyLoginWith("h0", REFUSED);

    assertThat(told.broken()).containsExactly(RefusalRule.PASSKEY);
  }

  @Test
  void a_passkey_may_be_refused_beside_the_end_of_everything() {
    var told = ada().addPasskey("s0", "k0").logoutAll("s0").passkeyLoginWith("h0", REFUSED);

    assertThat(told.atOnce().broken()).isEmpty();
  }
}
