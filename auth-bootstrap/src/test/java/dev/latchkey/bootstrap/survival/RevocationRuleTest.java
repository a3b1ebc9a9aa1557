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

class RevocationRuleTest {

  @Test
  void whoever_signed_out_is_refused_from_then_on() {
    var told = ada().me("s0", OK).logout("s0").me("s0", REFUSED);

    assertThat(told.broken()).isEmpty();
    assertThat(told.findings(Duration.ZERO).tested()).containsEntry(RevocationRule.SESSION, 1);
  }

  @Test
  void nobody_is_let_in_after_his_logout() {
    assertThat(ada().logout("s0").me("s0", OK).broken()).containsExactly(RevocationRule.SESSION);
  }

  @Test
  void the_history_that_shows_it_is_three_operations() {
    var findings = ada().me("s0", OK).logout("s0").me("s0", OK).findings(Duration.ZERO);

    assertThat(findings.violations()).hasSize(1);
    assertThat(findings.violations().getFirst().evidence())
        .extracting(Operation::kind)
        .containsExactly(Kind.VERIFY, Kind.LOGOUT, Kind.ME);
  }

  @Test
  void a_request_that_left_before_the_answer_may_be_let_in() {
    assertThat(ada().logout("s0").me("s0", OK).atOnce().broken()).isEmpty();
  }

  @Test
  void nothing_follows_from_a_logout_that_nobody_acknowledged() {
    var lost = Shown.token("access", "s0");

    var told = ada().add(Kind.LOGOUT, UNKNOWN, lost, Gained.NOTHING).me("s0", OK);

    assertThat(told.broken()).isEmpty();
  }

  @Test
  void signing_out_everywhere_ends_what_was_opened_before() {
    var told = ada().login("p0", "s1", "r9").logoutAll("s0").me("s1", OK);

    assertThat(told.broken()).containsExactly(RevocationRule.SESSION);
  }

  @Test
  void a_sign_in_beside_it_may_come_after_it() {
    var told = ada().logoutAll("s0").login("p0", "s1", "r9").atOnce().me("s1", OK);

    assertThat(told.broken()).isEmpty();
  }

  @Test
  void a_sign_in_with_the_old_password_beside_its_change_is_ended_by_it() {
    var told = ada().change("s0", "p0", "p1", "s1").login("p0", "s2", "r9").atOnce();

    assertThat(told.stored("s2", 0, true).me("s2", OK).broken())
        .containsExactly(RevocationRule.SESSION);
  }

  @Test
  void the_session_of_whoever_changed_the_password_goes_on() {
    assertThat(ada().change("s0", "p0", "p1", "s1").me("s1", OK).broken()).isEmpty();
  }

  @Test
  void a_password_is_worth_nothing_once_it_was_changed() {
    var told = ada().change("s0", "p0", "p1", "s1").login("p0", "s2", "r9").stored("s2", 0, true);

    assertThat(told.broken()).contains(RevocationRule.PASSWORD);
  }

  @Test
  void a_password_is_worth_nothing_once_it_was_set_anew() {
    var told = ada().requestReset("t0").reset("t0", "p1").login("p0", "s1", "r9");

    assertThat(told.broken()).contains(RevocationRule.PASSWORD);
  }

  @Test
  void a_reuse_that_was_refused_has_ended_the_session() {
    var told =
        ada()
            .refresh("s0", "r0", "r1")
            .refresh("s0", "r1", "r2")
            .refreshWith("s0", "r0", REFUSED)
            .me("s0", OK);

    assertThat(told.stored("s0", 2, true).broken()).containsExactly(RevocationRule.SESSION);
  }

  @Test
  void a_repetition_that_was_refused_in_the_grace_ends_nothing() {
    var told = ada().refresh("s0", "r0", "r1").refreshWith("s0", "r0", REFUSED).me("s0", OK);

    assertThat(told.broken()).isEmpty();
  }
}
