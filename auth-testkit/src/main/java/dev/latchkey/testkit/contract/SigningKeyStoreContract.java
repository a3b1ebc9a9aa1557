package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.token.SigningKey.State;
import dev.latchkey.domain.token.SigningKeyStore;
import dev.latchkey.testkit.fixture.ASigningKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link SigningKeyStore} promises. */
public abstract class SigningKeyStoreContract {
  private static final Instant START = Instant.parse("2026-11-02T10:15:30.123456Z");
  private static final int ROUNDS = 25;

  /** A store with these keys and no others, whatever states they are in. Asked once a test. */
  protected abstract SigningKeyStore storeHolding(List<SigningKey> keys);

  @Test
  void a_store_without_keys_has_none() {
    assertThat(storeHolding(List.of()).all()).isEmpty();
  }

  @Test
  void every_key_is_there_revoked_ones_too_and_the_newest_comes_first() {
    var oldest = key("revoked", State.REVOKED, START);
    var older = key("retired", State.RETIRED, START.plusSeconds(1));
    var newer = key("active", State.ACTIVE, START.plusSeconds(2));
    var newest = key("announced", State.ANNOUNCED, START.plusSeconds(3));

    var store = storeHolding(List.of(newer, oldest, newest, older));

    assertThat(store.all()).containsExactly(newest, newer, older, oldest);
  }

  @Test
  void the_first_key_is_added_as_the_active_one() {
    var store = storeHolding(List.of());
    var first = key("first", State.ACTIVE, START);

    assertThat(store.addFirst(first)).isTrue();
    assertThat(store.all()).containsExactly(first);
  }

  @Test
  void a_key_is_added_beside_keys_of_which_none_is_active() {
    var old =
        List.of(
            key("announced", State.ANNOUNCED, START),
            key("retired", State.RETIRED, START.minusSeconds(1)),
            key("revoked", State.REVOKED, START.minusSeconds(2)));
    var store = storeHolding(old);
    var added = key("added", State.ACTIVE, START.plusSeconds(1));

    assertThat(store.addFirst(added)).isTrue();
    assertThat(store.all()).hasSize(old.size() + 1).startsWith(added);
  }

  @Test
  void no_key_is_added_beside_an_active_one() {
    var active = key("active", State.ACTIVE, START);
    var store = storeHolding(List.of(active));

    assertThat(store.addFirst(key("late", State.ACTIVE, START.plusSeconds(1)))).isFalse();
    assertThat(store.all()).containsExactly(active);
  }

  @Test
  void of_several_nodes_that_start_at_the_same_moment_one_adds_and_all_see_its_key() {
    var store = storeHolding(List.of());
    var nodes = new ArrayList<Callable<Boolean>>();
    IntStream.range(0, Race.MANY)
        .mapToObj(n -> key("node-" + n, State.ACTIVE, START.plusSeconds(n)))
        .forEach(key -> nodes.add(() -> store.addFirst(key)));

    var answers = Race.between(nodes);

    assertThat(answers).containsOnlyOnce(true);
    assertThat(store.all())
        .extracting(SigningKey::id)
        .containsExactly(new KeyId("node-" + answers.indexOf(true)));
  }

  @Test
  void keys_without_an_order_of_their_own_come_in_the_same_order_each_time() {
    var store = storeHolding(List.of());
    for (var name : List.of("b", "A", "a", "_", "B", "1", "-")) {
      store.addFirst(key(name, State.ACTIVE, START));
      store.revoke(new KeyId(name), START);
    }

    assertThat(store.all())
        .extracting(key -> key.id().value())
        .containsExactly("b", "a", "_", "B", "A", "1", "-");
  }

  @Test
  void a_key_is_announced_beside_keys_of_which_none_is_announced() {
    var old =
        List.of(
            key("active", State.ACTIVE, START),
            key("retired", State.RETIRED, START.minusSeconds(1)),
            key("revoked", State.REVOKED, START.minusSeconds(2)));
    var store = storeHolding(old);
    var next = key("next", State.ANNOUNCED, START.plusSeconds(1));

    assertThat(store.announce(next)).isTrue();
    assertThat(store.all()).hasSize(4).startsWith(next).endsWith(old.toArray(SigningKey[]::new));
  }

  @Test
  void a_key_is_announced_where_there_was_none() {
    var store = storeHolding(List.of());
    var next = key("next", State.ANNOUNCED, START);

    assertThat(store.announce(next)).isTrue();
    assertThat(store.all()).containsExactly(next);
  }

  @Test
  void no_key_is_announced_beside_an_announced_one() {
    var announced = key("announced", State.ANNOUNCED, START);
    var store = storeHolding(List.of(announced));

    assertThat(store.announce(key("late", State.ANNOUNCED, START.plusSeconds(1)))).isFalse();
    assertThat(store.all()).containsExactly(announced);
  }

  @Test
  void of_several_nodes_that_announce_at_the_same_moment_one_does() {
    var store = storeHolding(List.of(key("active", State.ACTIVE, START)));
    for (var round = 0; round < ROUNDS; round++) {
      var prefix = "node-" + round + "-";
      var nodes = new ArrayList<Callable<Boolean>>();
      IntStream.range(0, Race.MANY)
          .mapToObj(n -> key(prefix + n, State.ANNOUNCED, START.plusSeconds(1)))
          .forEach(key -> nodes.add(() -> store.announce(key)));

      var answers = Race.between(nodes);

      assertThat(answers).containsOnlyOnce(true);
      var announced = new KeyId(prefix + answers.indexOf(true));
      assertThat(in(store, State.ANNOUNCED)).containsExactly(announced);
      assertThat(store.promote(announced, START.plusSeconds(2))).isTrue();
    }
  }

  @Test
  void promoting_activates_the_announced_key_and_retires_the_active_one() {
    var active = key("active", State.ACTIVE, START);
    var next = key("next", State.ANNOUNCED, START.plusSeconds(1));
    var store = storeHolding(List.of(active, next));
    var now = START.plusSeconds(2);

    assertThat(store.promote(next.id(), now)).isTrue();
    assertThat(store.all())
        .containsExactly(next.in(State.ACTIVE, now), active.in(State.RETIRED, now));
  }

  @Test
  void promoting_works_where_no_key_is_active() {
    var revoked = key("revoked", State.REVOKED, START);
    var next = key("next", State.ANNOUNCED, START.plusSeconds(1));
    var store = storeHolding(List.of(revoked, next));
    var now = START.plusSeconds(2);

    assertThat(store.promote(next.id(), now)).isTrue();
    assertThat(store.all()).containsExactly(next.in(State.ACTIVE, now), revoked);
  }

  @Test
  void only_an_announced_key_is_promoted_and_nothing_is_retired_for_another() {
    var keys =
        List.of(
            key("announced", State.ANNOUNCED, START.plusSeconds(3)),
            key("active", State.ACTIVE, START.plusSeconds(2)),
            key("retired", State.RETIRED, START.plusSeconds(1)),
            key("revoked", State.REVOKED, START));
    var store = storeHolding(keys);

    assertThat(List.of("active", "retired", "revoked", "unknown"))
        .noneMatch(id -> store.promote(new KeyId(id), START.plusSeconds(4)));
    assertThat(store.all()).isEqualTo(keys);
  }

  @Test
  void of_several_nodes_that_promote_at_the_same_moment_one_does() {
    var store = storeHolding(List.of(key("active", State.ACTIVE, START)));
    for (var round = 0; round < ROUNDS; round++) {
      var next = key("next-" + round, State.ANNOUNCED, START.plusSeconds(round));
      store.announce(next);
      var now = next.createdAt();

      assertThat(Race.of(Race.MANY, () -> store.promote(next.id(), now))).containsOnlyOnce(true);
      assertThat(in(store, State.ACTIVE)).containsExactly(next.id());
    }
    assertThat(in(store, State.RETIRED)).hasSize(ROUNDS);
  }

  @Test
  void a_key_is_revoked_in_whatever_state_it_is() {
    var keys =
        List.of(
            key("announced", State.ANNOUNCED, START.plusSeconds(3)),
            key("active", State.ACTIVE, START.plusSeconds(2)),
            key("retired", State.RETIRED, START.plusSeconds(1)));
    var store = storeHolding(keys);
    var now = START.plusSeconds(4);

    assertThat(keys).allMatch(key -> store.revoke(key.id(), now));
    assertThat(store.all())
        .isEqualTo(keys.stream().map(key -> key.in(State.REVOKED, now)).toList());
  }

  @Test
  void revoking_a_revoked_or_unknown_key_changes_nothing_and_answers_false() {
    var revoked = key("revoked", State.REVOKED, START);
    var store = storeHolding(List.of(revoked));

    assertThat(store.revoke(revoked.id(), START.plusSeconds(1))).isFalse();
    assertThat(store.revoke(new KeyId("unknown"), START.plusSeconds(1))).isFalse();
    assertThat(store.all()).containsExactly(revoked);
  }

  @Test
  void of_several_nodes_that_revoke_at_the_same_moment_one_does() {
    var store = storeHolding(List.of(key("active", State.ACTIVE, START)));
    var id = new KeyId("active");

    assertThat(Race.of(Race.MANY, () -> store.revoke(id, START))).containsOnlyOnce(true);
  }

  @Test
  void no_race_of_promoting_and_revoking_leaves_a_revoked_key_or_two_active() {
    var store = storeHolding(List.of(key("active", State.ACTIVE, START)));
    for (var round = 0; round < ROUNDS; round++) {
      var next = key("next-" + round, State.ANNOUNCED, START.plusSeconds(round));
      store.announce(next);
      var activeBefore = in(store, State.ACTIVE);
      var racers = new ArrayList<Callable<Boolean>>();
      for (var n = 0; n < Race.MANY; n++) {
        var promotes = n % 2 == 0;
        racers.add(() -> changed(store, next, promotes));
      }

      var answers = Race.between(racers);

      var promoted = IntStream.range(0, Race.MANY).anyMatch(n -> n % 2 == 0 && answers.get(n));
      assertThat(in(store, State.REVOKED)).contains(next.id());
      assertThat(in(store, State.ACTIVE)).isEqualTo(promoted ? List.of() : activeBefore);
      store.addFirst(key("spare-" + round, State.ACTIVE, START.plusSeconds(round)));
    }
  }

  private static boolean changed(SigningKeyStore store, SigningKey key, boolean promotes) {
    var now = key.createdAt();
    var answer = promotes ? store.promote(key.id(), now) : store.revoke(key.id(), now);
    assertThat(in(store, State.ACTIVE)).hasSizeLessThanOrEqualTo(1);
    return answer;
  }

  @Test
  void retired_keys_are_forgotten_once_they_were_retired_before_the_given_instant() {
    var retired = key("retired", State.RETIRED, START);
    var store = storeHolding(List.of(retired));

    assertThat(store.forget(START)).isZero();
    assertThat(store.all()).containsExactly(retired);
    assertThat(store.forget(START.plusNanos(1000))).isEqualTo(1);
    assertThat(store.all()).isEmpty();
  }

  @Test
  void what_counts_is_when_a_key_was_retired_and_not_when_it_was_made() {
    var active = key("active", State.ACTIVE, START);
    var next = key("next", State.ANNOUNCED, START);
    var store = storeHolding(List.of(active, next));
    var retiredAt = START.plusSeconds(100);
    store.promote(next.id(), retiredAt);

    assertThat(store.forget(retiredAt)).isZero();
    assertThat(store.forget(retiredAt.plusNanos(1000))).isEqualTo(1);
    assertThat(in(store, State.ACTIVE)).containsExactly(next.id());
  }

  @Test
  void only_retired_keys_are_forgotten_and_revoked_ones_stay() {
    var keys =
        List.of(
            key("announced", State.ANNOUNCED, START.plusSeconds(2)),
            key("active", State.ACTIVE, START.plusSeconds(1)),
            key("revoked", State.REVOKED, START));
    var store = storeHolding(keys);

    assertThat(store.forget(START.plusSeconds(1_000_000))).isZero();
    assertThat(store.all()).isEqualTo(keys);
  }

  private static List<KeyId> in(SigningKeyStore store, State state) {
    return store.all().stream().filter(key -> key.state() == state).map(SigningKey::id).toList();
  }

  private static SigningKey key(String id, State state, Instant madeAt) {
    return ASigningKey.in(state, id, madeAt);
  }
}
