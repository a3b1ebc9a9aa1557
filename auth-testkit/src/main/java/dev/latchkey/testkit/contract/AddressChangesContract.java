package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.address.AddressChange;
import dev.latchkey.domain.address.AddressChanges.Confirmation;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.Users.Addition;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link dev.latchkey.domain.address.AddressChanges} promises of wishes and codes: here
 * where many come at the same moment; what is inherited is about each on his own.
 */
public abstract class AddressChangesContract extends AddressCodeContract {
  @Test
  void of_many_wrong_answers_only_so_many_count_and_then_the_code_is_dead() {
    var wish = coded(added(ADA), "new@example.com", "right");

    var answers = Race.of(Race.MANY, () -> confirm(wish, "wrong"));

    assertThat(answers).filteredOn(new Confirmation.Wrong()::equals).hasSize(ANSWERS);
    assertThat(confirm(wish, "right")).isEqualTo(new Confirmation.Dead());
  }

  @Test
  void of_many_with_the_right_code_on_two_nodes_exactly_one_changes_the_address() {
    added(ADA);
    var other = anotherNode();
    for (var round = 0; round < 10; round++) {
      var label = "round " + round;
      var wish = coded(current(ADA), "new" + round + "@example.com", label);
      Callable<Confirmation> here = () -> confirm(wish, label);
      Callable<Confirmation> there =
          () ->
              other
                  .unit()
                  .write(
                      () ->
                          other
                              .addressChanges()
                              .confirm(wish.id(), digests(label), until(), now()));

      var answers = raced(here, there);

      assertThat(answers).filteredOn(AddressSteps::isChanged).hasSize(1);
      assertThat(emailOf(ADA)).isEqualTo("new" + round + "@example.com");
    }
  }

  @Test
  void of_many_users_who_prove_one_address_at_the_same_moment_one_gets_it() {
    for (var round = 0; round < 10; round++) {
      var target = "target" + round + "@example.com";
      var racers = new ArrayList<Callable<Confirmation>>();
      for (var n = 0; n < Race.MANY; n++) {
        var label = round + "-" + n;
        var wish = coded(added(AUser.owning("u" + label + "@example.com")), target, label);
        racers.add(() -> confirm(wish, label));
      }

      var answers = Race.<Confirmation>between(racers);

      assertThat(answers).filteredOn(AddressSteps::isChanged).hasSize(1);
      assertThat(answers).filteredOn(new Confirmation.Taken()::equals).hasSize(Race.MANY - 1);
    }
  }

  @Test
  void of_a_change_and_a_sign_up_at_the_same_moment_one_gets_the_address() {
    added(ADA);
    for (var round = 0; round < 20; round++) {
      var target = "target" + round + "@example.com";
      var wish = coded(current(ADA), target, "round " + round);
      var newcomer = AUser.withId(NamedIds.of("newcomer " + round), target);
      var label = "round " + round;
      Callable<Boolean> change = () -> isChanged(confirm(wish, label));
      Callable<Boolean> signUp =
          () -> inUnit(() -> storage.users().add(newcomer)) instanceof Addition.Added;

      assertThat(Race.between(List.of(change, signUp))).containsExactlyInAnyOrder(true, false);
    }
  }

  @Test
  void no_code_outlives_a_simultaneous_change_of_the_user() {
    added(ADA);
    for (var round = 0; round < 20; round++) {
      var label = "round " + round;
      var seen = current(ADA);
      var wish = coded(seen, "new" + round + "@example.com", label);
      Callable<Boolean> confirm = () -> isChanged(confirm(wish, label));
      Callable<Boolean> change =
          () -> inUnit(() -> storage.users().raiseEpoch(ADA.id(), seen.epoch()).isPresent());

      assertThat(raced(confirm, change)).containsOnlyOnce(true);
    }
  }

  /** How often confirmations of mixed addresses race; fewer where the same storage races twice. */
  protected int mixedRounds() {
    return 200;
  }

  /** The promise of the whole: an address sticks only by the code that went there. */
  @Test
  void of_confirmations_with_mixed_addresses_only_proven_ones_ever_stick() {
    var homes = List.of("ada@example.com", "bob@example.com", "cid@example.com");
    var users = homes.stream().map(home -> added(AUser.owning(home))).toList();
    for (var round = 0; round < mixedRounds(); round++) {
      mixedRound(users, round);
    }
  }

  /** Each user asks for two addresses; for the first of them, the codes are dead by then. */
  private void mixedRound(List<User> users, int round) {
    var racers = new ArrayList<Callable<Confirmation>>();
    var wishes = new ArrayList<AddressChange>();
    for (var user : users) {
      var own = round + "-" + user.email().digest();
      var dead = coded(current(user), "dead" + own + "@example.com", "dead" + own);
      var live = coded(current(user), "common" + round % 7 + "@example.com", "live" + own);
      wishes.add(live);
      racers.add(() -> confirm(dead, "dead" + own));
      racers.add(() -> confirm(live, "dead" + own));
      racers.add(() -> confirm(dead, "live" + own));
      racers.add(() -> confirm(live, "live" + own));
      racers.add(() -> confirm(live, "live" + own));
    }
    racers.add(() -> confirm(wishes.getFirst(), "live of another"));
    assertThat(racers).hasSize(Race.MANY);
    var before = users.stream().map(user -> emailOf(user)).toList();

    var answers = Race.<Confirmation>between(racers);

    for (var n = 0; n < users.size(); n++) {
      var ofUser = answers.subList(5 * n, 5 * n + 5);
      assertThat(isChanged(ofUser.get(0)) || isChanged(ofUser.get(1))).isFalse();
      assertThat(isChanged(ofUser.get(2))).isFalse();
      var proven = ofUser.stream().filter(AddressSteps::isChanged).count();
      assertThat(proven).isLessThanOrEqualTo(1);
      assertThat(emailOf(users.get(n)))
          .isEqualTo(proven == 1 ? wishes.get(n).wanted().value() : before.get(n));
    }
    assertThat(users.stream().map(user -> emailOf(user))).doesNotHaveDuplicates();
  }

  private static <T> List<T> raced(Callable<T> one, Callable<T> other) {
    return Race.between(
        IntStream.range(0, Race.MANY).mapToObj(n -> n % 2 == 0 ? one : other).toList());
  }
}
