package dev.latchkey.bootstrap.survival;

import static dev.latchkey.bootstrap.survival.Told.OK;
import static dev.latchkey.bootstrap.survival.Told.UNKNOWN;
import static dev.latchkey.bootstrap.survival.Told.ada;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.survival.Letter.Purpose;
import dev.latchkey.bootstrap.survival.Operation.Gained;
import dev.latchkey.bootstrap.survival.Operation.Shown;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the database, the trail and the mailboxes must hold. */
class StoredRulesTest {

  @Test
  void a_lost_registration_shows() {
    assertThat(ada().unstored("g0").broken()).contains(StorageRule.REGISTRATION);
  }

  @Test
  void a_lost_user_shows() {
    assertThat(ada().unstored(Told.ACCOUNT).broken()).contains(StorageRule.USER);
  }

  @Test
  void a_lost_session_shows() {
    assertThat(ada().unstored("s0").broken()).containsExactly(StorageRule.OPENED);
  }

  @Test
  void a_lost_passkey_shows() {
    var told = ada().addPasskey("s0", "k0");

    assertThat(told.broken()).isEmpty();
    assertThat(told.unstored("k0").broken()).containsExactly(StorageRule.PASSKEY);
  }

  @Test
  void an_end_that_was_not_stored_shows() {
    assertThat(ada().logout("s0").stored("s0", 0, false).broken())
        .containsExactly(StorageRule.ENDED);
  }

  @Test
  void a_session_that_ended_by_itself_shows() {
    assertThat(ada().stored("s0", 0, true).broken()).containsExactly(StorageRule.KEPT);
  }

  @Test
  void a_renewal_that_was_not_stored_shows() {
    assertThat(ada().refresh("s0", "r0", "r1").stored("s0", 0, false).broken())
        .containsExactly(StorageRule.RENEWED);
  }

  @Test
  void a_renewal_that_nobody_asked_for_shows() {
    assertThat(ada().stored("s0", 1, false).broken()).containsExactly(StorageRule.PHANTOM);
  }

  @Test
  void a_renewal_that_is_unknown_may_be_stored() {
    assertThat(ada().refreshWith("s0", "r0", UNKNOWN).stored("s0", 1, false).broken()).isEmpty();
  }

  @Test
  void an_operation_that_is_not_on_the_trail_shows() {
    var told = ada().change("s0", "p0", "p1", "s1").unaudited("credential.password-changed");

    assertThat(told.broken()).containsExactly(AuditRule.COUNT);
  }

  @Test
  void a_sign_in_that_is_not_on_the_trail_shows() {
    assertThat(ada().unaudited("session.opened").broken()).containsExactly(AuditRule.ONCE);
  }

  @Test
  void an_operation_that_is_on_the_trail_twice_shows() {
    assertThat(ada().audit("registration.started", "g0", "", "").broken())
        .containsExactly(AuditRule.ONCE);
  }

  @Test
  void a_sign_in_that_nobody_asked_for_shows() {
    assertThat(ada().audit("session.opened", "s9", "user-of-ada", "").broken())
        .containsExactly(AuditRule.INVENTED);
  }

  @Test
  void a_sign_in_that_is_unknown_may_be_on_the_trail() {
    var told = ada().loginWith("p0", UNKNOWN).audit("session.opened", "s9", "user-of-ada", "");

    assertThat(told.broken()).isEmpty();
  }

  @Test
  void a_refusal_that_is_not_on_the_trail_shows() {
    assertThat(ada().loginWith("wrong", Told.REFUSED).broken()).containsExactly(AuditRule.COUNT);
  }

  @Test
  void an_end_that_is_told_twice_shows() {
    var told = ada().logout("s0").audit("session.ended", "s0", "user-of-ada", "LOGOUT");

    assertThat(told.broken()).containsExactly(AuditRule.ENDED);
  }

  @Test
  void an_end_by_somebody_who_was_not_the_one_shows() {
    var told = ada().login("p0", "s1", "r9").logout("s1");
    var again = Shown.token("access", "s0").at("s1");

    told.add(Kind.END_SESSION, OK, again, Gained.NOTHING).unaudited("session.ended");

    assertThat(told.broken()).containsExactly(AuditRule.ONCE);
  }

  @Test
  void a_mail_that_was_never_sent_shows() {
    assertThat(ada().lost(Purpose.CODE).broken()).containsExactly(LetterRule.CODE);
    assertThat(ada().lost(Purpose.WELCOME).broken()).containsExactly(LetterRule.WELCOME);
    assertThat(ada().requestReset("t0").lost(Purpose.RESET).broken())
        .containsExactly(LetterRule.RESET);
  }

  @Test
  void a_mail_that_was_given_up_shows() {
    assertThat(ada().parked("some delivery").broken()).containsExactly(LetterRule.WAITING);
  }

  @Test
  void a_mail_that_came_twice_is_well() {
    assertThat(ada().mailed(Purpose.WELCOME, "").broken()).isEmpty();
  }

  @Test
  void a_token_that_works_though_a_newer_one_was_asked_for_shows() {
    var told = ada().requestReset("t0").requestReset("t1").reset("t0", "p1");

    assertThat(told.broken()).containsExactly(SecondSecretRule.OUTDATED);
  }

  @Test
  void a_token_that_works_though_the_password_was_changed_shows() {
    var told = ada().requestReset("t0").change("s0", "p0", "p1", "s1").reset("t0", "p2");

    assertThat(told.broken()).containsExactly(SecondSecretRule.OUTDATED);
  }

  @Test
  void two_tokens_that_both_work_show() {
    var told = ada().requestReset("t0").requestReset("t1");

    told.reset("t1", "p1").reset("t0", "p2").atOnce();

    assertThat(told.broken()).contains(SecondSecretRule.TWO);
  }

  @Test
  void a_server_that_does_not_serve_again_shows() {
    var never = new Trouble("Redis killed", 1, 2, OptionalLong.empty());
    var late = new Trouble("Redis killed", 1, 2, OptionalLong.of(11_000_000_000L));
    var soon = new Trouble("Redis killed", 1, 2, OptionalLong.of(9_000_000_000L));

    assertThat(ada().trouble(never).broken()).containsExactly(HealingRule.HEALING);
    assertThat(ada().trouble(late).broken()).containsExactly(HealingRule.HEALING);
    assertThat(ada().trouble(soon).broken()).isEmpty();
  }

  @Test
  void a_bug_shows_and_an_outage_is_none() {
    var session = Shown.token("access", "s0");
    var bug = new Outcome.Unknown(500, "internal_error");
    var bare = new Outcome.Unknown(503, "");
    var outage = new Outcome.Unknown(503, "unavailable");

    assertThat(ada().add(Kind.ME, bug, session, Gained.NOTHING).broken())
        .containsExactly(AnswerRule.FORM);
    assertThat(ada().add(Kind.ME, bare, session, Gained.NOTHING).broken())
        .containsExactly(AnswerRule.FORM);
    assertThat(ada().add(Kind.ME, outage, session, Gained.NOTHING).broken()).isEmpty();
  }
}
