package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.recovery.Recoveries.Beginning;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** The part of the contract about the tokens that complete and that cancel. */
abstract class RecoveryTokenContract extends RecoverySteps {
  @Test
  void nothing_is_minted_before_it_is_announced() {
    var recovery = begun(added(ADA), "first");
    assertThat(mint(recovery, "early")).isFalse();
    time.advance(POLICY.delay());
    assertThat(mint(recovery, "due")).isFalse();
    announce(recovery);

    assertThat(mint(recovery, "announced")).isTrue();
    assertThat(spend("early")).isEmpty();
    assertThat(spend("due")).isEmpty();
    assertThat(spend("announced")).contains(recovery);
  }

  @Test
  void a_token_is_spent_once_and_leads_to_its_recovery() {
    var hers = announced(added(ADA), "hers", "token of Ada");
    announced(added(BOB), "his", "token of Bob");

    assertThat(recoveries().owner(List.of(digest("token of Ada")), now())).contains(ADA.id());
    assertThat(spend("token of Ada")).contains(hers);
    assertThat(spend("token of Ada")).isEmpty();
    assertThat(recoveries().owner(List.of(digest("token of Ada")), now())).isEmpty();
    assertThat(recoveries().owner(List.of(digest("token of Bob")), now())).contains(BOB.id());
  }

  @Test
  void a_token_that_nobody_minted_is_worth_nothing() {
    begun(added(BOB), "without tokens");
    announced(added(ADA), "first", "token");

    assertThat(spend("guessed")).isEmpty();
    assertThat(cancel("guessed")).isEmpty();
    assertThat(inUnit(() -> recoveries().spend(List.of(), now()))).isEmpty();
    assertThat(inUnit(() -> recoveries().cancel(List.of(), now()))).isEmpty();
    assertThat(spend("token")).isPresent();
  }

  @Test
  void neither_token_does_what_the_other_does() {
    var recovery = announced(added(ADA), "first", "token");
    inUnit(() -> recoveries().mintCancel(recovery.id(), digest("cancel"), now()));

    assertThat(spend("cancel")).isEmpty();
    assertThat(cancel("token")).isEmpty();
  }

  @Test
  void a_newer_token_takes_the_place_of_the_one_before() {
    var recovery = announced(added(ADA), "first", "older");
    mint(recovery, "newer");
    inUnit(() -> recoveries().mintCancel(recovery.id(), digest("older cancel"), now()));
    inUnit(() -> recoveries().mintCancel(recovery.id(), digest("newer cancel"), now()));

    assertThat(spend("older")).isEmpty();
    assertThat(cancel("older cancel")).isEmpty();
    assertThat(cancel("newer cancel")).contains(recovery);
  }

  @Test
  void tokens_are_dead_at_the_very_instant_it_is_over_and_alive_a_moment_before() {
    var recovery = announced(added(ADA), "first", "token");
    inUnit(() -> recoveries().mintCancel(recovery.id(), digest("cancel"), now()));
    time.advance(POLICY.window());
    assertThat(spend("token")).isEmpty();
    assertThat(cancel("cancel")).isEmpty();
    assertThat(mint(recovery, "late")).isFalse();
    time.advance(TICK.negated());

    assertThat(spend("token")).contains(recovery);
  }

  @Test
  void whoever_raises_the_epoch_ends_it() {
    var recovery = announced(added(ADA), "first", "token");
    inUnit(() -> storage.users().raiseEpoch(ADA.id()));

    assertThat(spend("token")).isEmpty();
    assertThat(mint(recovery, "another")).isFalse();
  }

  @Test
  void a_cancelled_one_sets_no_password_and_the_next_may_begin() {
    var recovery = announced(added(ADA), "first", "token");
    inUnit(() -> recoveries().mintCancel(recovery.id(), digest("cancel"), now()));

    assertThat(cancel("cancel")).contains(recovery);
    assertThat(cancel("cancel")).isEmpty();
    assertThat(spend("token")).isEmpty();
    assertThat(begin(ADA, "second")).isInstanceOf(Beginning.Begun.class);
  }

  @Test
  void of_those_who_cancel_and_those_who_spend_exactly_one_wins() {
    added(ADA);
    for (var round = 0; round < 10; round++) {
      var label = "round " + round;
      var recovery = announced(ADA, label, "token " + round);
      inUnit(() -> recoveries().mintCancel(recovery.id(), digest("cancel " + label), now()));
      var token = "token " + round;
      Callable<Boolean> cancel = () -> cancel("cancel " + label).isPresent();
      Callable<Boolean> spend = () -> spend(token).isPresent();

      assertThat(raced(cancel, spend)).containsOnlyOnce(true);
    }
  }

  @Test
  void a_unit_that_failed_did_nothing() {
    announced(added(ADA), "first", "token");

    undone(() -> recoveries().spend(List.of(digest("token")), now()));

    assertThat(spend("token")).isPresent();
  }
}
