package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.address.LeftAddress;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link dev.latchkey.domain.address.AddressChanges} promises of whose mailbox was whose
 * when, and of giving it back to whoever reads it.
 */
public abstract class KeptAddressesContract extends AddressSteps {

  @Test
  void before_a_change_the_mailbox_was_the_one_that_was_left_and_since_it_is_the_present_one() {
    added(ADA);
    var before = now();
    time.advance(TICK);
    var move = moved(ADA, "new@example.com", "move");
    var moment = now();

    assertThat(kept(ADA, before)).contains(left(move, "ada@example.com"));
    assertThat(kept(ADA, moment)).contains(left(move, "ada@example.com"));
    assertThat(kept(ADA, moment.plus(TICK))).isEmpty();
    assertThat(kept(BOB, before)).isEmpty();
  }

  @Test
  void of_several_changes_each_time_has_its_own_mailbox() {
    added(ADA);
    var home = now();
    time.advance(TICK);
    moved(ADA, "one@example.com", "one");
    time.advance(TICK);
    var away = now();
    time.advance(TICK);
    moved(ADA, "two@example.com", "two");

    assertThat(kept(ADA, home).map(LeftAddress::left)).contains(ADA.email());
    assertThat(kept(ADA, away).map(LeftAddress::left)).contains(address("one@example.com"));
    assertThat(kept(ADA, now().plus(TICK))).isEmpty();
  }

  @Test
  void a_mailbox_that_was_withdrawn_has_never_been_the_users() {
    added(ADA);
    mintUndo(moved(ADA, "thief@example.com", "first"), "undo");
    time.advance(TICK);
    var meanwhile = now();
    time.advance(TICK);
    moved(ADA, "other@example.com", "second");
    undo("undo");

    assertThat(kept(ADA, meanwhile)).isEmpty();
    time.advance(TICK);
    moved(ADA, "new@example.com", "later");
    assertThat(kept(ADA, meanwhile).map(LeftAddress::left)).contains(ADA.email());
  }

  @Test
  void from_the_end_of_the_keeping_on_nobody_knows_and_a_moment_before_it_is_known() {
    added(ADA);
    var before = now();
    moved(ADA, "new@example.com", "move");
    time.advance(POLICY.reservation());
    assertThat(kept(ADA, before)).isEmpty();
    time.advance(TICK.negated());

    assertThat(kept(ADA, before)).isPresent();
  }

  @Test
  void whoever_reads_the_left_mailbox_gets_it_back_once_and_the_epoch_is_raised() {
    var move = moved(added(ADA), "new@example.com", "move");
    mintUndo(move, "undo");
    var epoch = current(ADA).epoch().value();

    assertThat(takeBack(ADA, "ada@example.com")).contains(left(move, "ada@example.com"));

    assertThat(emailOf(ADA)).isEqualTo("ada@example.com");
    assertThat(current(ADA).epoch().value()).isEqualTo(epoch + 1);
    assertThat(takeBack(ADA, "ada@example.com")).isEmpty();
    assertThat(undo("undo")).isEmpty();
    assertThat(isFree(BOB, "new@example.com")).isTrue();
  }

  @Test
  void everything_that_was_left_since_is_kept_no_more() {
    moved(added(ADA), "thief@example.com", "first");
    time.advance(TICK);
    mintUndo(moved(ADA, "other@example.com", "second"), "undo second");

    takeBack(ADA, "ada@example.com");

    assertThat(undo("undo second")).isEmpty();
    assertThat(takeBack(ADA, "thief@example.com")).isEmpty();
    assertThat(emailOf(ADA)).isEqualTo("ada@example.com");
  }

  @Test
  void what_is_kept_for_another_or_for_nobody_is_not_given() {
    added(BOB);
    moved(added(ADA), "new@example.com", "move");

    assertThat(takeBack(BOB, "ada@example.com")).isEmpty();
    assertThat(takeBack(ADA, "bob@example.com")).isEmpty();
    assertThat(takeBack(ADA, "new@example.com")).isEmpty();
    assertThat(takeBack(ADA, "nobody@example.com")).isEmpty();
    time.advance(POLICY.reservation());
    assertThat(takeBack(ADA, "ada@example.com")).isEmpty();
    assertThat(emailOf(ADA)).isEqualTo("new@example.com");
    assertThat(emailOf(BOB)).isEqualTo("bob@example.com");
  }

  @Test
  void it_takes_a_unit_and_one_that_failed_gave_nothing_back() {
    moved(added(ADA), "new@example.com", "move");

    assertThatIllegalStateException()
        .isThrownBy(() -> changes().takeBack(ADA.id(), ADA.email(), now()));
    undone(() -> changes().takeBack(ADA.id(), ADA.email(), now()));

    assertThat(emailOf(ADA)).isEqualTo("new@example.com");
    assertThat(takeBack(ADA, "ada@example.com")).isPresent();
  }

  @Test
  void of_many_who_want_it_back_at_the_same_moment_on_two_nodes_one_gets_it() {
    added(ADA);
    var other = anotherNode();
    for (var round = 0; round < 10; round++) {
      time.advance(TICK);
      var label = "round " + round;
      mintUndo(moved(ADA, "new" + round + "@example.com", label), label);
      Callable<Boolean> here = () -> takeBack(storage);
      Callable<Boolean> there = () -> takeBack(other);
      Callable<Boolean> undo = () -> undo(label).isPresent();

      var done =
          Race.between(
              IntStream.range(0, Race.MANY)
                  .mapToObj(n -> List.of(here, there, undo).get(n % 3))
                  .toList());

      assertThat(done).containsOnlyOnce(true);
      assertThat(emailOf(ADA)).isEqualTo("ada@example.com");
    }
  }

  private boolean takeBack(StoragePorts node) {
    return node.unit()
        .write(() -> node.addressChanges().takeBack(ADA.id(), ADA.email(), now()))
        .isPresent();
  }

  private Optional<LeftAddress> takeBack(User user, String address) {
    return inUnit(() -> changes().takeBack(user.id(), address(address), now()));
  }

  private Optional<LeftAddress> kept(User user, Instant at) {
    return changes().findKept(user.id(), at, now());
  }

  private static EmailAddress address(String typed) {
    return EmailAddress.of(typed);
  }
}
