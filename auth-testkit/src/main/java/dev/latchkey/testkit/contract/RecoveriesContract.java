package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.recovery.Recoveries.Beginning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link dev.latchkey.domain.recovery.Recoveries} promises: here about beginning and
 * falling due; what is inherited is about tokens.
 */
public abstract class RecoveriesContract extends RecoveryTokenContract {
  @Test
  void a_recovery_begins_and_is_found() {
    var recovery = begun(added(ADA), "first");

    assertThat(recoveries().find(recovery.id())).contains(recovery);
    assertThat(recoveries().find(id("another"))).isEmpty();
  }

  @Test
  void beginning_again_changes_nothing_while_one_is_under_way() {
    var first = begun(added(ADA), "first");
    time.advance(Duration.ofHours(1));

    assertThat(begin(ADA, "second")).isEqualTo(new Beginning.Standing(first));
    assertThat(recoveries().find(id("second"))).isEmpty();
  }

  @Test
  void one_that_is_over_makes_room_for_the_next_at_that_very_instant() {
    var first = begun(added(ADA), "first");
    time.advance(POLICY.delay().plus(POLICY.window()).minus(TICK));
    assertThat(begin(ADA, "early")).isEqualTo(new Beginning.Standing(first));
    time.advance(TICK);

    assertThat(begin(ADA, "second")).isInstanceOf(Beginning.Begun.class);
    assertThat(recoveries().find(first.id())).isEmpty();
  }

  @Test
  void one_of_an_older_epoch_makes_room_with_all_its_tokens() {
    var first = announced(added(ADA), "first", "old token");
    inUnit(() -> recoveries().mintCancel(first.id(), digest("old cancel"), now()));
    inUnit(() -> storage.users().raiseEpoch(ADA.id()));

    assertThat(begin(current(ADA), "second")).isInstanceOf(Beginning.Begun.class);
    assertThat(spend("old token")).isEmpty();
    assertThat(cancel("old cancel")).isEmpty();
  }

  @Test
  void nothing_begins_for_who_has_changed_is_disabled_or_not_there() {
    assertThat(begin(ADA, "nobody")).isEqualTo(new Beginning.Changed());
    added(ADA);
    inUnit(() -> storage.users().raiseEpoch(ADA.id()));
    assertThat(begin(ADA, "stale")).isEqualTo(new Beginning.Changed());
    inUnit(() -> storage.users().disable(ADA.id()));
    assertThat(begin(current(ADA), "disabled")).isEqualTo(new Beginning.Changed());
  }

  @Test
  void of_many_who_begin_at_the_same_moment_one_does_and_all_see_that_one() {
    added(ADA);
    var racers = new ArrayList<Callable<Beginning>>();
    IntStream.range(0, Race.MANY).forEach(n -> racers.add(() -> begin(ADA, "racer " + n)));

    var begun = Race.<Beginning>between(racers);

    assertThat(begun).filteredOn(Beginning.Begun.class::isInstance).hasSize(1);
    assertThat(begun.stream().map(RecoverySteps::of).distinct()).hasSize(1);
  }

  @Test
  void it_is_due_at_the_very_instant_and_not_before() {
    var recovery = begun(added(ADA), "first");
    time.advance(POLICY.delay().minus(TICK));
    assertThat(recoveries().due(10, now())).isEmpty();
    assertThat(announce(recovery)).isFalse();
    time.advance(TICK);

    assertThat(recoveries().due(10, now())).containsExactly(recovery);
    assertThat(announce(recovery)).isTrue();
  }

  @Test
  void it_is_announced_once_and_then_not_due_any_more() {
    var recovery = begun(added(ADA), "first");
    time.advance(POLICY.delay());

    assertThat(announce(recovery)).isTrue();
    assertThat(announce(recovery)).isFalse();
    assertThat(recoveries().due(10, now())).isEmpty();
  }

  @Test
  void of_many_who_announce_on_two_nodes_one_does() {
    var recovery = begun(added(ADA), "first");
    time.advance(POLICY.delay());
    var other = anotherNode();
    Callable<Boolean> here = () -> announce(recovery);
    Callable<Boolean> there =
        () -> other.unit().write(() -> other.recoveries().announce(recovery.id(), now()));

    assertThat(raced(here, there)).containsOnlyOnce(true);
  }

  @Test
  void due_ones_come_in_order_and_no_more_than_asked_for() {
    var first = begun(added(ADA), "first");
    time.advance(TICK);
    begun(added(BOB), "second");
    time.advance(POLICY.delay());

    assertThat(recoveries().due(1, now())).containsExactly(first);
    assertThat(recoveries().due(10, now())).hasSize(2);
  }

  @Test
  void what_is_cancelled_changed_or_over_is_not_due_and_not_announced() {
    var cancelled = begun(added(ADA), "cancelled");
    inUnit(() -> recoveries().mintCancel(cancelled.id(), digest("cancel"), now()));
    var changed = begun(added(BOB), "changed");
    time.advance(POLICY.delay());
    cancel("cancel");
    inUnit(() -> storage.users().raiseEpoch(BOB.id()));

    assertThat(recoveries().due(10, now())).isEmpty();
    assertThat(announce(cancelled)).isFalse();
    assertThat(announce(changed)).isFalse();
  }

  @Test
  void what_is_over_is_forgotten() {
    var recovery = begun(added(ADA), "first");
    time.advance(POLICY.delay().plus(POLICY.window()));
    assertThat(recoveries().purge(now())).isZero();
    time.advance(TICK);

    assertThat(recoveries().purge(now())).isEqualTo(1);
    assertThat(recoveries().find(recovery.id())).isEmpty();
  }
}
