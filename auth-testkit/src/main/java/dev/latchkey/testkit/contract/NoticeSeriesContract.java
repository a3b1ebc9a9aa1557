package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.notice.Notices.Digest;
import dev.latchkey.domain.notice.Notices.Series;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of the contract about what is told at once, what waits and what is gathered. */
abstract class NoticeSeriesContract extends NoticeSteps {
  @Test
  void the_first_of_a_kind_is_told_and_those_that_follow_wait() {
    added(ADA);

    assertThat(admit(ADA, "first")).isTrue();
    time.advance(QUIET.minus(TICK));
    assertThat(admit(ADA, "second")).isFalse();
    assertThat(admit(ADA, "third")).isFalse();
  }

  @Test
  void after_the_quiet_the_next_is_told_at_once() {
    added(ADA);
    admit(ADA, "first");
    time.advance(QUIET);

    assertThat(admit(ADA, "second")).isTrue();
  }

  @Test
  void what_comes_while_others_wait_joins_them_however_late_they_are() {
    added(ADA);
    admit(ADA, "first");
    admit(ADA, "second");
    time.advance(QUIET);

    assertThat(admit(ADA, "third")).isFalse();
    assertThat(gather(ADA).map(Digest::times)).contains(2);
  }

  @Test
  void kinds_and_users_do_not_wait_for_each_other() {
    added(ADA);
    added(BOB);

    assertThat(admit(ADA, "hers")).isTrue();
    assertThat(admit(BOB, "his")).isTrue();
    var other = notice(ADA, "another kind", NoticeKind.PASSWORD_CHANGED);
    assertThat(admit(storage, other, link(ADA, "another kind"))).isTrue();
  }

  @Test
  void nobody_is_told_who_is_not_there() {
    assertThat(admit(ADA, "first")).isFalse();
    assertThat(storage.notices().due(10, now())).isEmpty();
  }

  @Test
  void what_was_to_be_told_is_to_be_told_again_and_its_link_before_is_dead() {
    added(ADA);
    admit(ADA, "first");
    time.advance(Duration.ofMinutes(1));

    assertThat(admit(storage, notice(ADA, "first", KIND), link(ADA, "first, again"))).isTrue();

    assertThat(disavow("first")).isEmpty();
    assertThat(disavow("first, again")).isPresent();
  }

  @Test
  void what_waits_is_counted_once_however_often_it_is_delivered() {
    added(ADA);
    admit(ADA, "first");
    admit(ADA, "second");
    admit(ADA, "second");
    time.advance(QUIET);

    assertThat(gather(ADA).map(Digest::times)).contains(1);
    assertThat(admit(ADA, "second, unseen")).isFalse();
  }

  @Test
  void of_many_that_come_at_once_on_two_nodes_one_is_told_and_all_others_are_gathered_in_one() {
    added(ADA);
    var other = anotherNode();

    var told =
        Race.between(
            IntStream.range(0, Race.MANY)
                .mapToObj(
                    n ->
                        (Callable<Boolean>)
                            () ->
                                admit(
                                    n % 2 == 0 ? storage : other,
                                    notice(ADA, "notice " + n, KIND),
                                    link(ADA, "notice " + n)))
                .toList());

    assertThat(told).containsOnlyOnce(true);
    time.advance(QUIET);
    assertThat(gather(ADA).map(Digest::times)).contains(Race.MANY - 1);
  }

  @Test
  void a_series_is_due_when_the_mail_before_is_long_enough_ago() {
    added(ADA);
    admit(ADA, "first");
    assertThat(due(10)).isEmpty();
    admit(ADA, "second");
    time.advance(QUIET.minus(TICK));
    assertThat(due(10)).isEmpty();

    time.advance(TICK);

    assertThat(due(10)).containsExactly(new Series(ADA.id(), KIND));
    assertThat(due(10)).hasSize(1);
  }

  @Test
  void no_more_series_are_listed_than_asked_for() {
    for (var user : List.of(added(ADA), added(BOB))) {
      admit(user, "first " + user.email().value());
      admit(user, "second " + user.email().value());
    }
    time.advance(QUIET);

    assertThat(due(10)).hasSize(2);
    assertThat(due(1)).hasSize(1);
  }

  @Test
  void a_digest_tells_of_the_first_and_the_newest_and_where_that_came_from() {
    added(ADA);
    admit(ADA, "first");
    time.advance(Duration.ofMinutes(1));
    var since = now();
    admit(ADA, "second");
    time.advance(Duration.ofMinutes(1));
    var last = now();
    admit(ADA, "third");
    time.advance(QUIET);

    assertThat(gather(ADA))
        .contains(
            new Digest(
                id("third"),
                new Series(ADA.id(), KIND),
                2,
                since,
                last,
                new ClientContext("203.0.113.7", "Browser of third", null)));
  }

  @Test
  void what_was_gathered_is_gathered_once_and_counts_as_a_mail() {
    added(ADA);
    admit(ADA, "first");
    admit(ADA, "second");
    time.advance(QUIET);

    assertThat(gather(ADA)).isPresent();
    assertThat(gather(ADA)).isEmpty();
    assertThat(due(10)).isEmpty();
    assertThat(admit(ADA, "third")).isFalse();
    time.advance(QUIET);
    assertThat(gather(ADA).map(Digest::id)).contains(id("third"));
  }

  @Test
  void nothing_is_gathered_before_its_time() {
    added(ADA);
    admit(ADA, "first");
    admit(ADA, "second");
    time.advance(QUIET.minus(TICK));

    assertThat(gather(ADA)).isEmpty();
  }

  @Test
  void of_many_who_gather_at_once_on_two_nodes_one_gets_the_digest() {
    added(ADA);
    admit(ADA, "first");
    admit(ADA, "second");
    time.advance(QUIET);
    var other = anotherNode();

    var digests =
        Race.between(
            IntStream.range(0, Race.MANY)
                .mapToObj(
                    n ->
                        (Callable<Boolean>)
                            () -> gather(n % 2 == 0 ? storage : other, ADA).isPresent())
                .toList());

    assertThat(digests).containsOnlyOnce(true);
  }

  @Test
  void a_unit_that_failed_gathered_nothing() {
    added(ADA);
    admit(ADA, "first");
    admit(ADA, "second");
    time.advance(QUIET);

    undone(() -> storage.notices().gather(series(ADA), quietSince(), now(), now()));

    assertThat(gather(ADA)).isPresent();
  }
}
