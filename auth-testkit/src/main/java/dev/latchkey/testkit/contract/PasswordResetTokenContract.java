package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.verification.CodeDigest;
import dev.latchkey.testkit.fixture.Secrets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of the contract about what each on his own gets by a request and a token. */
abstract class PasswordResetTokenContract extends PasswordResetSteps {
  @Test
  void a_request_is_noted_and_found() {
    var request = requested(ADA, "first");

    assertThat(storage.passwordResets().find(request.id())).contains(request);
    assertThat(storage.passwordResets().find(id("another"))).isEmpty();
  }

  @Test
  void a_request_is_noted_for_an_address_without_an_account_too() {
    var request = POLICY.request(id("first"), EmailAddress.of("nobody@example.com"), now());
    doInUnit(() -> storage.passwordResets().request(request));

    assertThat(storage.passwordResets().find(request.id())).contains(request);
  }

  @Test
  void a_newer_request_takes_the_place_of_the_one_before_and_kills_its_token() {
    var first = offered(ADA, "hers");
    var second = requested(ADA, "second");

    assertThat(storage.passwordResets().find(first.id())).isEmpty();
    assertThat(storage.passwordResets().find(second.id())).contains(second);
    assertThat(mint(first.id(), ADA, "late")).isFalse();
    assertThat(isGood("hers")).isFalse();
    assertThat(spend("hers")).isEmpty();
  }

  @Test
  void a_request_of_another_address_leaves_the_token_alone() {
    offered(ADA, "hers");
    requested(added(BOB), "his");

    assertThat(spend("hers")).contains(ADA.id());
  }

  @Test
  void a_token_is_spent_once_and_leads_to_its_user() {
    offered(ADA, "hers");
    offered(BOB, "his");

    assertThat(spend("hers")).contains(ADA.id());
    assertThat(spend("hers")).isEmpty();
    assertThat(spend("his")).contains(BOB.id());
  }

  @Test
  void asking_whether_a_token_is_good_spends_nothing() {
    offered(ADA, "hers");

    assertThat(isGood("hers")).isTrue();
    assertThat(isGood("hers")).isTrue();
    assertThat(spend("hers")).contains(ADA.id());
    assertThat(isGood("hers")).isFalse();
  }

  @Test
  void a_token_that_nobody_minted_is_worth_nothing() {
    requested(added(BOB), "without a token");
    offered(ADA, "hers");

    assertThat(isGood("guessed")).isFalse();
    assertThat(spend("guessed")).isEmpty();
    assertThat(inUnit(() -> storage.passwordResets().spend(List.of(), now()))).isEmpty();
    assertThat(spend("hers")).contains(ADA.id());
  }

  @Test
  void a_digest_under_another_key_is_another_token() {
    offered(ADA, "hers");
    var forged = new CodeDigest(Secrets.key("another-key"), digest("hers").bytes());

    assertThat(inUnit(() -> storage.passwordResets().spend(List.of(forged), now()))).isEmpty();
  }

  @Test
  void a_token_is_found_under_any_of_its_candidates() {
    offered(ADA, "hers");
    var candidates = List.of(digest("under the newer key"), digest("hers"));

    assertThat(inUnit(() -> storage.passwordResets().spend(candidates, now()))).contains(ADA.id());
  }

  @Test
  void a_newer_token_takes_the_place_of_the_one_before() {
    var request = offered(ADA, "older");
    assertThat(mint(request.id(), ADA, "newer")).isTrue();

    assertThat(spend("older")).isEmpty();
    assertThat(spend("newer")).contains(ADA.id());
  }

  @Test
  void a_token_is_dead_at_the_very_instant_it_expires() {
    offered(ADA, "hers");
    time.advance(POLICY.tokenLifetime());

    assertThat(isGood("hers")).isFalse();
    assertThat(spend("hers")).isEmpty();
  }

  @Test
  void a_token_is_alive_a_moment_before() {
    offered(ADA, "hers");
    time.advance(POLICY.tokenLifetime().minus(TICK));

    assertThat(isGood("hers")).isTrue();
    assertThat(spend("hers")).contains(ADA.id());
  }

  @Test
  void a_request_that_is_over_gets_no_token_and_one_a_moment_before_does() {
    var request = requested(added(ADA), "first");

    time.advance(POLICY.patience().minus(TICK));
    assertThat(mint(request.id(), ADA, "in time")).isTrue();
    time.advance(TICK);
    assertThat(mint(request.id(), ADA, "late")).isFalse();
    assertThat(spend("in time")).contains(ADA.id());
  }

  @Test
  void whoever_raises_the_epoch_kills_the_token() {
    offered(ADA, "hers");
    inUnit(() -> storage.users().raiseEpoch(ADA.id()));

    assertThat(isGood("hers")).isFalse();
    assertThat(spend("hers")).isEmpty();
  }

  @Test
  void the_token_of_a_disabled_user_is_dead_also_when_he_is_enabled_again() {
    offered(ADA, "hers");
    inUnit(() -> storage.users().disable(ADA.id()));
    assertThat(spend("hers")).isEmpty();
    inUnit(() -> storage.users().enable(ADA.id()));

    assertThat(spend("hers")).isEmpty();
  }

  @Test
  void nothing_is_minted_for_a_user_who_changed_since_he_was_read() {
    var request = requested(added(ADA), "first");
    inUnit(() -> storage.users().raiseEpoch(ADA.id()));

    assertThat(mint(request.id(), ADA, "hers")).isFalse();
    var ada = storage.users().find(ADA.id()).orElseThrow();
    assertThat(mint(request.id(), ada, "hers")).isTrue();
    assertThat(spend("hers")).contains(ADA.id());
  }

  @Test
  void nothing_is_minted_for_who_is_disabled_or_not_there() {
    var request = requested(ADA, "first");

    assertThat(mint(request.id(), ADA, "hers")).isFalse();
    added(ADA);
    inUnit(() -> storage.users().disable(ADA.id()));
    var disabled = storage.users().find(ADA.id()).orElseThrow();
    assertThat(mint(request.id(), disabled, "hers")).isFalse();
  }

  @Test
  void a_unit_that_failed_spent_nothing() {
    offered(ADA, "hers");

    undone(() -> storage.passwordResets().spend(List.of(digest("hers")), now()));

    assertThat(spend("hers")).contains(ADA.id());
  }

  @Test
  void what_is_over_is_forgotten_and_what_may_still_be_used_is_kept() {
    requested(BOB, "his");
    var late = requested(added(ADA), "hers");
    time.advance(POLICY.patience().minus(TICK));
    mint(late.id(), ADA, "late");
    time.advance(TICK.multipliedBy(2));

    assertThat(storage.passwordResets().purge(now())).isEqualTo(1);
    assertThat(isGood("late")).isTrue();
    time.advance(POLICY.tokenLifetime());
    assertThat(storage.passwordResets().purge(now())).isEqualTo(1);
    assertThat(storage.passwordResets().find(late.id())).isEmpty();
  }
}
