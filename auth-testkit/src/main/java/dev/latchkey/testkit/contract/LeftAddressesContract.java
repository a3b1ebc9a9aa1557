package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.Users.Addition;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link dev.latchkey.domain.address.AddressChanges} promises of what was left. */
public abstract class LeftAddressesContract extends AddressSteps {
  private static final EmailAddress HOME = ADA.email();

  @Test
  void a_left_address_is_kept_for_its_user_and_for_nobody_else() {
    moved(added(ADA), "new@example.com", "move");
    added(BOB);

    assertThat(storage.users().findByEmail(HOME)).isEmpty();
    assertThat(storage.users().isTaken(HOME)).isTrue();
    assertThat(isFree(ADA, "ada@example.com")).isTrue();
    assertThat(isFree(BOB, "ada@example.com")).isFalse();
  }

  @Test
  void an_address_with_an_owner_is_taken_and_any_other_is_not() {
    added(ADA);

    assertThat(storage.users().isTaken(HOME)).isTrue();
    assertThat(storage.users().isTaken(BOB.email())).isFalse();
  }

  @Test
  void nobody_signs_up_with_a_kept_address() {
    moved(added(ADA), "new@example.com", "move");
    var newcomer = AUser.withId(NamedIds.of("newcomer"), "ada@example.com");

    assertThat(inUnit(() -> storage.users().add(newcomer))).isEqualTo(new Addition.Taken());
    assertThat(storage.users().find(newcomer.id())).isEmpty();
  }

  @Test
  void nobody_changes_to_a_kept_address() {
    var wish = coded(added(BOB), "ada@example.com", "his");
    moved(added(ADA), "new@example.com", "move");

    assertThat(isChanged(confirm(wish, "his"))).isFalse();
    assertThat(emailOf(BOB)).isEqualTo("bob@example.com");
  }

  @Test
  void no_sign_up_gets_an_address_that_is_left_at_the_same_moment() {
    for (var round = 0; round < 20; round++) {
      var home = "home" + round + "@example.com";
      var label = "round " + round;
      var wish = coded(added(AUser.owning(home)), "new" + round + "@example.com", label);
      Callable<Boolean> leave = () -> isChanged(confirm(wish, label));
      var one = AUser.withId(NamedIds.of("one " + round), home);
      var other = AUser.withId(NamedIds.of("other " + round), home);

      var done = Race.<Boolean>between(List.of(leave, () -> signsUp(one), () -> signsUp(other)));

      assertThat(done).containsExactly(true, false, false);
      assertThat(storage.users().findByEmail(EmailAddress.of(home))).isEmpty();
    }
  }

  private boolean signsUp(User newcomer) {
    return inUnit(() -> storage.users().add(newcomer)) instanceof Addition.Added;
  }

  @Test
  void a_token_gives_the_address_back_once_and_raises_the_epoch() {
    var move = moved(added(ADA), "new@example.com", "move");
    assertThat(mintUndo(move, "undo")).isTrue();
    var before = current(ADA).epoch().value();

    assertThat(undo("undo")).contains(left(move, "ada@example.com"));

    assertThat(emailOf(ADA)).isEqualTo("ada@example.com");
    assertThat(current(ADA).epoch().value()).isEqualTo(before + 1);
    assertThat(undo("undo")).isEmpty();
    assertThat(storage.users().isTaken(EmailAddress.of("new@example.com"))).isFalse();
    assertThat(changes().findLeft(move.id())).isPresent();
  }

  @Test
  void a_token_that_nobody_minted_is_worth_nothing() {
    var move = moved(added(ADA), "new@example.com", "move");

    assertThat(undo("guessed")).isEmpty();
    assertThat(inUnit(() -> changes().undo(List.of(), now()))).isEmpty();
    mintUndo(move, "undo");
    assertThat(undo("guessed")).isEmpty();
    assertThat(emailOf(ADA)).isEqualTo("new@example.com");
  }

  @Test
  void a_newer_token_takes_the_place_of_the_one_before() {
    var move = moved(added(ADA), "new@example.com", "move");
    mintUndo(move, "older");
    mintUndo(move, "newer");

    assertThat(undo("older")).isEmpty();
    assertThat(undo("newer")).isPresent();
  }

  @Test
  void a_token_is_dead_at_the_very_instant_the_keeping_ends_and_alive_a_moment_before() {
    var move = moved(added(ADA), "new@example.com", "move");
    mintUndo(move, "undo");
    time.advance(POLICY.reservation());
    assertThat(undo("undo")).isEmpty();
    assertThat(mintUndo(move, "late")).isFalse();
    time.advance(TICK.negated());

    assertThat(undo("undo")).isPresent();
  }

  @Test
  void whatever_happened_to_the_user_meanwhile_the_token_works() {
    var move = moved(added(ADA), "new@example.com", "move");
    mintUndo(move, "undo");
    inUnit(() -> storage.users().raiseEpoch(ADA.id()));

    assertThat(undo("undo")).isPresent();
    assertThat(emailOf(ADA)).isEqualTo("ada@example.com");
  }

  @Test
  void undoing_an_older_change_voids_the_token_of_every_later_one() {
    var first = moved(added(ADA), "thief@example.com", "first");
    mintUndo(first, "undo first");
    time.advance(TICK);
    var second = moved(ADA, "other@example.com", "second");
    mintUndo(second, "undo second");

    assertThat(undo("undo first")).isPresent();

    assertThat(undo("undo second")).isEmpty();
    assertThat(mintUndo(second, "again")).isFalse();
    assertThat(emailOf(ADA)).isEqualTo("ada@example.com");
    assertThat(isFree(BOB, "thief@example.com")).isTrue();
  }

  @Test
  void undoing_the_latest_change_leaves_the_earlier_ones_undoable() {
    var first = moved(added(ADA), "one@example.com", "first");
    mintUndo(first, "undo first");
    time.advance(TICK);
    var second = moved(ADA, "two@example.com", "second");
    mintUndo(second, "undo second");

    assertThat(undo("undo second")).isPresent();
    assertThat(emailOf(ADA)).isEqualTo("one@example.com");
    assertThat(undo("undo first")).isPresent();
    assertThat(emailOf(ADA)).isEqualTo("ada@example.com");
  }

  @Test
  void undoing_kills_wishes_and_their_codes() {
    var move = moved(added(ADA), "thief@example.com", "move");
    mintUndo(move, "undo");
    var wish = coded(current(ADA), "other@example.com", "code");
    undo("undo");

    assertThat(isChanged(confirm(wish, "code"))).isFalse();
    assertThat(emailOf(ADA)).isEqualTo("ada@example.com");
  }

  @Test
  void whoever_returns_ends_the_keeping_of_all_that_he_left_since() {
    var first = moved(added(ADA), "new@example.com", "there");
    mintUndo(first, "undo first");
    time.advance(TICK);
    var back = moved(ADA, "ada@example.com", "back");

    assertThat(emailOf(ADA)).isEqualTo("ada@example.com");
    assertThat(undo("undo first")).isEmpty();
    assertThat(mintUndo(back, "undo back")).isFalse();
    assertThat(changes().findLeft(back.id())).isPresent();
    assertThat(isFree(BOB, "new@example.com")).isTrue();
  }

  @Test
  void of_many_who_undo_at_the_same_moment_on_two_nodes_one_does() {
    added(ADA);
    var other = anotherNode();
    for (var round = 0; round < 10; round++) {
      var label = "round " + round;
      time.advance(TICK);
      mintUndo(moved(ADA, "new" + round + "@example.com", label), label);
      Callable<Boolean> here = () -> undo(label).isPresent();
      Callable<Boolean> there =
          () ->
              other
                  .unit()
                  .write(() -> other.addressChanges().undo(digests(label), now()))
                  .isPresent();

      var done =
          Race.between(
              IntStream.range(0, Race.MANY).mapToObj(n -> n % 2 == 0 ? here : there).toList());

      assertThat(done).containsOnlyOnce(true);
      assertThat(emailOf(ADA)).isEqualTo("ada@example.com");
    }
  }

  @Test
  void of_an_undoing_and_a_further_change_at_the_same_moment_the_undoing_stands() {
    added(ADA);
    for (var round = 0; round < 20; round++) {
      var label = "round " + round;
      time.advance(TICK);
      mintUndo(moved(ADA, "thief" + round + "@example.com", label), label);
      var further = coded(current(ADA), "other" + round + "@example.com", "further " + round);
      time.advance(TICK);
      var code = "further " + round;
      Callable<Boolean> undo = () -> undo(label).isPresent();
      Callable<Boolean> change = () -> isChanged(confirm(further, code));

      assertThat(Race.between(List.of(undo, change)).getFirst()).isTrue();

      assertThat(emailOf(ADA)).isEqualTo("ada@example.com");
      assertThat(mintUndo(further, "undo " + code)).isFalse();
    }
  }

  @Test
  void a_unit_that_failed_undid_nothing() {
    var move = moved(added(ADA), "new@example.com", "move");
    mintUndo(move, "undo");

    undone(() -> changes().undo(digests("undo"), now()));

    assertThat(emailOf(ADA)).isEqualTo("new@example.com");
    assertThat(undo("undo")).isPresent();
  }

  @Test
  void what_was_kept_long_enough_is_free_for_anybody() {
    var move = moved(added(ADA), "new@example.com", "move");
    time.advance(POLICY.reservation());
    changes().purge(now());
    assertThat(storage.users().isTaken(HOME)).isTrue();
    time.advance(TICK);

    changes().purge(now());

    assertThat(changes().findLeft(move.id())).isEmpty();
    assertThat(storage.users().isTaken(HOME)).isFalse();
    User newcomer = AUser.withId(NamedIds.of("newcomer"), "ada@example.com");
    assertThat(inUnit(() -> storage.users().add(newcomer))).isEqualTo(new Addition.Added(newcomer));
  }
}
