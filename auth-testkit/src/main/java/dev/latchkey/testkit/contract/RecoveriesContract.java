package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.recovery.Recoveries;
import dev.latchkey.domain.recovery.Recoveries.Beginning;
import dev.latchkey.domain.recovery.Recovery;
import dev.latchkey.domain.recovery.RecoveryId;
import dev.latchkey.domain.recovery.RecoveryPolicy;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.verification.CodeDigest;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Recoveries} promises. */
public abstract class RecoveriesContract extends StorageContract {
  private static final RecoveryPolicy POLICY = RecoveryPolicy.standard();
  private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);
  private static final User ADA = AUser.owning("ada@example.com");
  private static final User BOB = AUser.owning("bob@example.com");

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
    assertThat(begun.stream().map(RecoveriesContract::of).distinct()).hasSize(1);
  }

  private static Recovery of(Beginning beginning) {
    return switch (beginning) {
      case Beginning.Begun(var recovery) -> recovery;
      case Beginning.Standing(var recovery) -> recovery;
      case Beginning.Changed() -> throw new AssertionError("nobody has changed");
    };
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

  @Test
  void what_is_over_is_forgotten() {
    var recovery = begun(added(ADA), "first");
    time.advance(POLICY.delay().plus(POLICY.window()));
    assertThat(recoveries().purge(now())).isZero();
    time.advance(TICK);

    assertThat(recoveries().purge(now())).isEqualTo(1);
    assertThat(recoveries().find(recovery.id())).isEmpty();
  }

  private static <T> List<T> raced(Callable<T> one, Callable<T> other) {
    return Race.between(
        IntStream.range(0, Race.MANY).mapToObj(n -> n % 2 == 0 ? one : other).toList());
  }

  private Recoveries recoveries() {
    return storage.recoveries();
  }

  private User current(User user) {
    return storage.users().find(user.id()).orElseThrow();
  }

  private Beginning begin(User user, String name) {
    var recovery = POLICY.begin(id(name), user.id(), now());
    return inUnit(() -> recoveries().begin(recovery, user.epoch()));
  }

  private Recovery begun(User user, String name) {
    var beginning = begin(user, name);
    assertThat(beginning).isInstanceOf(Beginning.Begun.class);
    return of(beginning);
  }

  /** All the way to the mail that sets a password; time passes. */
  private Recovery announced(User user, String name, String token) {
    var recovery = begun(user, name);
    time.advance(Duration.between(now(), recovery.dueAt()));
    assertThat(announce(recovery)).isTrue();
    assertThat(mint(recovery, token)).isTrue();
    return recovery;
  }

  private boolean announce(Recovery recovery) {
    return inUnit(() -> recoveries().announce(recovery.id(), now()));
  }

  private boolean mint(Recovery recovery, String token) {
    return inUnit(() -> recoveries().mint(recovery.id(), digest(token), now()));
  }

  private Optional<Recovery> spend(String token) {
    return inUnit(() -> recoveries().spend(List.of(digest(token)), now()));
  }

  private Optional<Recovery> cancel(String token) {
    return inUnit(() -> recoveries().cancel(List.of(digest(token)), now()));
  }

  private static CodeDigest digest(String token) {
    return Secrets.codeDigest(token);
  }

  private static RecoveryId id(String name) {
    return new RecoveryId(NamedIds.of("recovery " + name));
  }
}
