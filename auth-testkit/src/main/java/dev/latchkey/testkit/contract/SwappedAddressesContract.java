package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.address.AddressChanges.Confirmation;
import dev.latchkey.testkit.fixture.AUser;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link dev.latchkey.domain.address.AddressChanges} promises of two who want the
 * addresses of each other. Both have codes, as if each had been free when his was sent.
 */
public abstract class SwappedAddressesContract extends AddressSteps {

  @Test
  void two_who_want_the_address_of_each_other_at_the_same_moment_keep_their_own() {
    added(ADA);
    added(BOB);
    for (var round = 0; round < 20; round++) {
      var hers = coded(ADA, "bob@example.com", "hers " + round);
      var his = coded(BOB, "ada@example.com", "his " + round);
      var number = round;
      Callable<Confirmation> she = () -> confirm(hers, "hers " + number);
      Callable<Confirmation> he = () -> confirm(his, "his " + number);

      assertThat(Race.<Confirmation>between(List.of(she, he)))
          .containsExactly(new Confirmation.Taken(), new Confirmation.Taken());

      assertThat(emailOf(ADA)).isEqualTo("ada@example.com");
      assertThat(emailOf(BOB)).isEqualTo("bob@example.com");
    }
  }

  @Test
  void what_one_leaves_the_other_does_not_get_however_they_meet() {
    for (var round = 0; round < 20; round++) {
      var number = round;
      var ada = added(AUser.owning("her" + number + "@example.com"));
      var bob = added(AUser.owning("his" + number + "@example.com"));
      var hers = coded(ada, "new" + number + "@example.com", "hers " + number);
      var his = coded(bob, "her" + number + "@example.com", "takes " + number);
      Callable<Boolean> she = () -> isChanged(confirm(hers, "hers " + number));
      Callable<Boolean> he = () -> isChanged(confirm(his, "takes " + number));

      assertThat(Race.<Boolean>between(List.of(she, he))).containsExactly(true, false);

      assertThat(emailOf(bob)).isEqualTo("his" + number + "@example.com");
    }
  }

  @Test
  void both_have_moved_and_neither_gets_what_is_kept_for_the_other() {
    moved(added(ADA), "ada.new@example.com", "she moves");
    moved(added(BOB), "bob.new@example.com", "he moves");
    var hers = coded(current(ADA), "bob@example.com", "hers");
    var his = coded(current(BOB), "ada@example.com", "his");

    assertThat(confirm(hers, "hers")).isEqualTo(new Confirmation.Taken());
    assertThat(confirm(his, "his")).isEqualTo(new Confirmation.Taken());
  }

  @Test
  void once_nothing_is_kept_they_swap_and_each_undoes_his_own_change_alone() {
    swapped();

    assertThat(undo("undo hers")).isPresent();
    assertThat(emailOf(ADA)).isEqualTo("ada.new@example.com");
    assertThat(emailOf(BOB)).isEqualTo("ada@example.com");
    assertThat(isFree(ADA, "ada@example.com")).isFalse();
    assertThat(undo("undo his")).isPresent();
    assertThat(emailOf(BOB)).isEqualTo("bob.new@example.com");
    assertThat(isFree(ADA, "ada@example.com")).isTrue();
  }

  @Test
  void two_who_undo_a_swap_at_the_same_moment_both_do() {
    swapped();
    Callable<Boolean> she = () -> undo("undo hers").isPresent();
    Callable<Boolean> he = () -> undo("undo his").isPresent();

    assertThat(Race.<Boolean>between(List.of(she, he))).containsExactly(true, true);

    assertThat(emailOf(ADA)).isEqualTo("ada.new@example.com");
    assertThat(emailOf(BOB)).isEqualTo("bob.new@example.com");
  }

  /** Each has had what the other has now, and has tokens that undo the last step. */
  private void swapped() {
    moved(added(ADA), "ada.new@example.com", "she moves");
    moved(added(BOB), "bob.new@example.com", "he moves");
    time.advance(POLICY.reservation().plus(TICK));
    changes().purge(now());
    mintUndo(moved(ADA, "bob@example.com", "hers"), "undo hers");
    mintUndo(moved(BOB, "ada@example.com", "his"), "undo his");
    assertThat(emailOf(ADA)).isEqualTo("bob@example.com");
    assertThat(emailOf(BOB)).isEqualTo("ada@example.com");
  }

  @Test
  void who_undoes_and_who_wants_the_address_at_the_same_moment_do_not_both_get_it() {
    added(ADA);
    added(BOB);
    for (var round = 0; round < 20; round++) {
      var number = round;
      time.advance(TICK);
      mintUndo(moved(ADA, "new" + number + "@example.com", "move " + number), "undo " + number);
      var his = coded(BOB, "ada@example.com", "his " + number);
      Callable<Boolean> she = () -> undo("undo " + number).isPresent();
      Callable<Boolean> he = () -> isChanged(confirm(his, "his " + number));

      assertThat(Race.<Boolean>between(List.of(she, he))).containsExactly(true, false);

      assertThat(emailOf(ADA)).isEqualTo("ada@example.com");
      assertThat(emailOf(BOB)).isEqualTo("bob@example.com");
    }
  }
}
