package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.domain.address.AddressChanges.Confirmation;
import dev.latchkey.domain.user.User;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of the contract about what each on his own gets by a wish and a code. */
abstract class AddressCodeContract extends AddressSteps {
  @Test
  void a_wish_is_noted_and_found_by_its_id_and_its_user() {
    var wish = wished(added(ADA), "new@example.com", "first");

    assertThat(changes().find(wish.id())).contains(wish);
    assertThat(changes().findOf(ADA.id())).contains(wish);
    assertThat(changes().find(id("another"))).isEmpty();
    assertThat(changes().findOf(BOB.id())).isEmpty();
  }

  @Test
  void a_newer_wish_takes_the_place_of_the_one_before_and_kills_its_code() {
    var first = coded(added(ADA), "one@example.com", "one");
    var second = coded(ADA, "two@example.com", "two");

    assertThat(changes().find(first.id())).isEmpty();
    assertThat(mint(first, "late")).isFalse();
    assertThat(confirm(first, "one")).isEqualTo(new Confirmation.Dead());
    assertThat(confirm(second, "one")).isEqualTo(new Confirmation.Wrong());
    assertThat(isChanged(confirm(second, "two"))).isTrue();
    assertThat(emailOf(ADA)).isEqualTo("two@example.com");
  }

  @Test
  void nothing_is_noted_for_who_has_changed_is_disabled_or_not_there() {
    assertThat(request(wish(ADA, "new@example.com", "nobody"), ADA)).isFalse();
    added(ADA);
    inUnit(() -> storage.users().raiseEpoch(ADA.id()));
    assertThat(request(wish(ADA, "new@example.com", "stale"), ADA)).isFalse();
    inUnit(() -> storage.users().disable(ADA.id()));
    assertThat(request(wish(ADA, "new@example.com", "disabled"), current(ADA))).isFalse();
    inUnit(() -> storage.users().enable(ADA.id()));
    assertThat(request(wish(ADA, "new@example.com", "fine"), current(ADA))).isTrue();
  }

  @Test
  void the_right_code_gives_the_address_once_and_raises_the_epoch() {
    var wish = coded(added(ADA), "new@example.com", "right");

    var confirmed = (Confirmation.Changed) confirm(wish, "right");

    assertThat(confirmed.left()).isEqualTo(left(wish, "ada@example.com"));
    assertThat(changes().findLeft(wish.id())).contains(confirmed.left());
    assertThat(emailOf(ADA)).isEqualTo("new@example.com");
    assertThat(current(ADA).epoch()).isEqualTo(new User.Epoch(ADA.epoch().value() + 1));
    assertThat(confirm(wish, "right")).isEqualTo(new Confirmation.Dead());
  }

  @Test
  void a_change_touches_nothing_else_of_the_user_and_nobody_else() {
    added(BOB);
    var wish = coded(added(ADA), "new@example.com", "right");
    confirm(wish, "right");

    assertThat(current(ADA))
        .usingRecursiveComparison()
        .ignoringFields("email", "epoch")
        .isEqualTo(ADA);
    assertThat(current(BOB)).isEqualTo(BOB);
  }

  @Test
  void a_code_is_dead_after_its_last_wrong_answer() {
    var wish = coded(added(ADA), "new@example.com", "right");
    for (var n = 0; n < ANSWERS; n++) {
      assertThat(confirm(wish, "wrong")).isEqualTo(new Confirmation.Wrong());
    }

    assertThat(confirm(wish, "right")).isEqualTo(new Confirmation.Dead());
    assertThat(emailOf(ADA)).isEqualTo("ada@example.com");
  }

  @Test
  void a_code_works_at_its_last_answer() {
    var wish = coded(added(ADA), "new@example.com", "right");
    for (var n = 0; n < ANSWERS - 1; n++) {
      confirm(wish, "wrong");
    }

    assertThat(isChanged(confirm(wish, "right"))).isTrue();
  }

  @Test
  void a_code_is_dead_at_the_very_instant_it_expires_and_alive_a_moment_before() {
    var wish = coded(added(ADA), "new@example.com", "right");
    time.advance(CODE_LIFETIME.minus(TICK));
    assertThat(confirm(wish, "wrong")).isEqualTo(new Confirmation.Wrong());
    time.advance(TICK);

    assertThat(confirm(wish, "right")).isEqualTo(new Confirmation.Dead());
  }

  @Test
  void a_wish_that_is_over_gets_no_code_and_one_a_moment_before_does() {
    var wish = wished(added(ADA), "new@example.com", "wish");

    time.advance(POLICY.patience().minus(TICK));
    assertThat(mint(wish, "in time")).isTrue();
    time.advance(TICK);
    assertThat(mint(wish, "late")).isFalse();
    assertThat(isChanged(confirm(wish, "in time"))).isTrue();
  }

  @Test
  void a_newer_code_takes_the_place_of_the_one_before_with_all_its_answers() {
    var wish = coded(added(ADA), "new@example.com", "older");
    confirm(wish, "wrong");
    assertThat(mint(wish, "newer")).isTrue();

    assertThat(confirm(wish, "older")).isEqualTo(new Confirmation.Wrong());
    assertThat(isChanged(confirm(wish, "newer"))).isTrue();
  }

  @Test
  void a_code_is_found_under_any_of_its_candidates() {
    var wish = coded(added(ADA), "new@example.com", "right");
    var candidates = List.of(Secrets.codeDigest("newer key"), Secrets.codeDigest("right"));

    assertThat(isChanged(inUnit(() -> changes().confirm(wish.id(), candidates, until(), now()))))
        .isTrue();
  }

  @Test
  void whoever_raises_the_epoch_kills_wish_and_code() {
    var wish = coded(added(ADA), "new@example.com", "right");
    inUnit(() -> storage.users().raiseEpoch(ADA.id()));

    assertThat(confirm(wish, "right")).isEqualTo(new Confirmation.Dead());
    assertThat(mint(wish, "another")).isFalse();
    assertThat(emailOf(ADA)).isEqualTo("ada@example.com");
  }

  @Test
  void the_code_of_a_disabled_user_is_dead_also_when_he_is_enabled_again() {
    var wish = coded(added(ADA), "new@example.com", "right");
    inUnit(() -> storage.users().disable(ADA.id()));
    assertThat(confirm(wish, "right")).isEqualTo(new Confirmation.Dead());
    inUnit(() -> storage.users().enable(ADA.id()));

    assertThat(confirm(wish, "right")).isEqualTo(new Confirmation.Dead());
  }

  @Test
  void an_address_that_got_an_owner_meanwhile_is_taken_and_the_unit_goes_on() {
    var wish = coded(added(ADA), "bob@example.com", "right");
    added(BOB);

    var answer =
        inUnit(
            () -> {
              var confirmed = changes().confirm(wish.id(), digests("right"), until(), now());
              storage.users().changeProfile(ADA.id(), null, null);
              return confirmed;
            });

    assertThat(answer).isEqualTo(new Confirmation.Taken());
    assertThat(emailOf(ADA)).isEqualTo("ada@example.com");
    assertThat(current(ADA).epoch()).isEqualTo(ADA.epoch());
    assertThat(confirm(wish, "right")).isEqualTo(new Confirmation.Dead());
  }

  @Test
  void an_address_is_free_for_a_user_when_nobody_has_it() {
    added(ADA);
    added(BOB);

    assertThat(isFree(ADA, "new@example.com")).isTrue();
    assertThat(isFree(ADA, "bob@example.com")).isFalse();
  }

  @Test
  void a_unit_that_failed_changed_nothing() {
    var wish = coded(added(ADA), "new@example.com", "right");

    undone(() -> changes().confirm(wish.id(), digests("right"), until(), now()));

    assertThat(emailOf(ADA)).isEqualTo("ada@example.com");
    assertThat(isChanged(confirm(wish, "right"))).isTrue();
  }

  @Test
  void changing_outside_of_a_unit_is_a_bug() {
    var wish = coded(added(ADA), "new@example.com", "right");

    assertThatIllegalStateException()
        .isThrownBy(() -> changes().confirm(wish.id(), digests("right"), until(), now()));
    assertThatIllegalStateException().isThrownBy(() -> changes().undo(digests("undo"), now()));
  }

  @Test
  void what_is_over_is_forgotten_and_what_may_still_be_used_is_kept() {
    wished(added(BOB), "his@example.com", "his");
    var hers = wished(added(ADA), "hers@example.com", "hers");
    time.advance(POLICY.patience().minus(TICK));
    mint(hers, "late");
    time.advance(TICK.multipliedBy(2));

    assertThat(changes().purge(now())).isEqualTo(1);
    assertThat(changes().findOf(BOB.id())).isEmpty();
    assertThat(confirm(hers, "wrong")).isEqualTo(new Confirmation.Wrong());
    time.advance(Duration.ofMinutes(10));
    assertThat(changes().purge(now())).isEqualTo(1);
    assertThat(changes().findOf(ADA.id())).isEmpty();
  }
}
