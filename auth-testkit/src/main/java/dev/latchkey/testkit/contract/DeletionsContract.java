package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.leaving.Deletions.Request;
import dev.latchkey.domain.leaving.PendingDeletion;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link dev.latchkey.domain.leaving.Deletions} promises. */
public abstract class DeletionsContract extends StorageContract {
  private static final Duration GRACE = Duration.ofDays(7);
  private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);
  private static final User ADA = AUser.owning("ada@example.com");
  private static final User BOB = AUser.owning("bob@example.com");

  @Test
  void a_wish_is_noted_and_found() {
    added(ADA);
    var wish = wishOf(ADA);

    assertThat(request(wish)).isEqualTo(new Request.Noted(wish));
    assertThat(storage.deletions().find(ADA.id())).contains(wish);
    assertThat(storage.deletions().find(BOB.id())).isEmpty();
  }

  @Test
  void asking_again_changes_nothing() {
    added(ADA);
    var first = wishOf(ADA);
    request(first);
    time.advance(Duration.ofDays(1));

    assertThat(request(wishOf(ADA))).isEqualTo(new Request.Standing(first));
    assertThat(storage.deletions().find(ADA.id())).contains(first);
  }

  @Test
  void nobody_is_deleted_who_is_not_there() {
    assertThat(request(wishOf(ADA))).isEqualTo(new Request.UnknownUser());
    assertThat(storage.deletions().find(ADA.id())).isEmpty();
  }

  @Test
  void of_many_who_ask_at_the_same_moment_one_is_noted_and_the_others_see_it() {
    added(ADA);
    var wish = wishOf(ADA);
    var later = new PendingDeletion(ADA.id(), now().plus(TICK), now().plus(GRACE).plus(TICK));
    Callable<Request> one = () -> request(wish);
    Callable<Request> other = () -> request(later);

    var answers =
        Race.between(
            IntStream.range(0, Race.MANY).mapToObj(n -> n % 2 == 0 ? one : other).toList());

    var standing = storage.deletions().find(ADA.id()).orElseThrow();
    assertThat(answers).containsOnlyOnce(new Request.Noted(standing));
    assertThat(answers)
        .allMatch(
            answer ->
                answer.equals(new Request.Noted(standing))
                    || answer.equals(new Request.Standing(standing)));
  }

  @Test
  void a_token_undoes_the_wish_it_belongs_to_once() {
    pending(ADA, "hers");
    pending(BOB, "his");

    assertThat(undo("hers")).contains(ADA.id());
    assertThat(undo("hers")).isEmpty();
    assertThat(storage.deletions().find(ADA.id())).isEmpty();
    assertThat(storage.deletions().find(BOB.id())).isPresent();
  }

  @Test
  void a_token_that_nobody_minted_undoes_nothing() {
    pending(ADA, "hers");

    assertThat(undo("guessed")).isEmpty();
    assertThat(storage.deletions().find(ADA.id())).isPresent();
  }

  @Test
  void a_wish_without_a_token_is_undone_by_none() {
    added(ADA);
    request(wishOf(ADA));

    assertThat(undo("anything")).isEmpty();
  }

  @Test
  void a_newer_token_takes_the_place_of_the_one_before() {
    var wish = pending(ADA, "older");
    assertThat(mint(wish, "newer")).isTrue();

    assertThat(undo("older")).isEmpty();
    assertThat(undo("newer")).contains(ADA.id());
  }

  @Test
  void a_wish_that_was_undone_gets_no_token_and_neither_does_the_next_one() {
    var undone = pending(ADA, "first");
    undo("first");
    assertThat(mint(undone, "late")).isFalse();
    time.advance(TICK);
    request(wishOf(ADA));

    assertThat(mint(undone, "late")).isFalse();
    assertThat(undo("late")).isEmpty();
  }

  @Test
  void a_user_withdraws_his_own_wish_once() {
    pending(ADA, "hers");
    pending(BOB, "his");

    assertThat(withdraw(ADA)).isTrue();
    assertThat(withdraw(ADA)).isFalse();
    assertThat(undo("hers")).isEmpty();
    assertThat(storage.deletions().find(BOB.id())).isPresent();
  }

  @Test
  void at_the_instant_of_the_deletion_nothing_can_be_undone() {
    var wish = pending(ADA, "hers");
    time.advance(GRACE);

    assertThat(mint(wish, "late")).isFalse();
    assertThat(undo("hers")).isEmpty();
    assertThat(withdraw(ADA)).isFalse();
  }

  @Test
  void a_moment_before_the_deletion_all_can_be_undone() {
    var wish = pending(ADA, "hers");
    time.advance(GRACE.minus(TICK));

    assertThat(mint(wish, "late")).isTrue();
    assertThat(undo("late")).contains(ADA.id());
  }

  @Test
  void who_is_due_is_told_the_longest_due_first_and_no_more_than_asked_for() {
    pending(ADA, "hers");
    time.advance(Duration.ofHours(1));
    pending(BOB, "his");

    time.advance(GRACE.minus(Duration.ofHours(1)));
    assertThat(due(10)).containsExactly(ADA.id());
    time.advance(Duration.ofHours(1));
    assertThat(due(10)).containsExactly(ADA.id(), BOB.id());
    assertThat(due(1)).containsExactly(ADA.id());
  }

  @Test
  void a_wish_is_taken_when_it_is_due_and_not_before() {
    pending(ADA, "hers");

    time.advance(GRACE.minus(TICK));
    assertThat(take(ADA, now())).isFalse();
    time.advance(TICK);
    assertThat(take(ADA, now())).isTrue();
    assertThat(take(ADA, now())).isFalse();
  }

  @Test
  void a_unit_that_failed_took_nothing() {
    pending(ADA, "hers");
    time.advance(GRACE);

    undone(() -> storage.deletions().take(ADA.id(), now()));

    assertThat(due(10)).containsExactly(ADA.id());
  }

  @Test
  void of_many_who_take_at_the_same_moment_on_two_nodes_one_does() {
    pending(ADA, "hers");
    time.advance(GRACE);
    var other = anotherNode();
    Callable<Boolean> here = () -> take(ADA, now());
    Callable<Boolean> there =
        () -> other.unit().write(() -> other.deletions().take(ADA.id(), now()));

    var taken =
        Race.between(
            IntStream.range(0, Race.MANY).mapToObj(n -> n % 2 == 0 ? here : there).toList());

    assertThat(taken).containsOnlyOnce(true);
  }

  @Test
  void of_those_who_undo_and_those_who_take_exactly_one_wins() {
    added(ADA);
    for (var round = 0; round < 20; round++) {
      var wish = wishOf(ADA);
      request(wish);
      mint(wish, "round " + round);
      // Clocks of two nodes differ: by one it is due, by the other it can still be undone.
      Instant due = wish.deleteAt();
      var label = "round " + round;
      Callable<Boolean> take = () -> take(ADA, due);
      Callable<Boolean> undo = () -> undo(label).isPresent();
      Callable<Boolean> withdraw = () -> withdraw(ADA);

      var won =
          Race.between(
              Stream.of(take, undo, withdraw, take)
                  .flatMap(each -> Stream.of(each, each, each, each))
                  .toList());

      assertThat(won).containsOnlyOnce(true);
      time.advance(TICK);
    }
  }

  private PendingDeletion wishOf(User user) {
    return new PendingDeletion(user.id(), now(), now().plus(GRACE));
  }

  private PendingDeletion pending(User user, String token) {
    added(user);
    var wish = wishOf(user);
    assertThat(request(wish)).isEqualTo(new Request.Noted(wish));
    assertThat(mint(wish, token)).isTrue();
    return wish;
  }

  private Request request(PendingDeletion wish) {
    return inUnit(() -> storage.deletions().request(wish));
  }

  private boolean mint(PendingDeletion wish, String token) {
    return inUnit(() -> storage.deletions().mint(wish, Secrets.digest(token), now()));
  }

  private Optional<UserId> undo(String token) {
    return inUnit(() -> storage.deletions().undo(Secrets.digest(token), now()));
  }

  private boolean withdraw(User user) {
    return inUnit(() -> storage.deletions().withdraw(user.id(), now()));
  }

  private boolean take(User user, Instant at) {
    return inUnit(() -> storage.deletions().take(user.id(), at));
  }

  private List<UserId> due(int limit) {
    return storage.deletions().due(limit, now());
  }
}
