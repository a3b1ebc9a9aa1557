package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.notice.Notice;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.notice.Notices.Digest;
import dev.latchkey.domain.notice.Notices.Disavowal;
import dev.latchkey.domain.notice.Notices.Link;
import dev.latchkey.domain.notice.Notices.Series;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.verification.CodeDigest;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link dev.latchkey.domain.notice.Notices} promises. */
public abstract class NoticesContract extends StorageContract {
  private static final Duration QUIET = Duration.ofMinutes(15);
  private static final Duration LIFETIME = Duration.ofDays(7);
  private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);
  private static final NoticeKind KIND = NoticeKind.NEW_DEVICE;
  private static final User ADA = AUser.owning("ada@example.com");
  private static final User BOB = AUser.owning("bob@example.com");

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

  @Test
  void a_digest_gets_its_link_and_a_newer_one_in_its_place() {
    added(ADA);
    var since = digested();

    assertThat(linkDigest("older").map(Digest::times)).contains(2);
    assertThat(linkDigest("newer").map(Digest::times)).contains(2);

    assertThat(disavow("older")).isEmpty();
    assertThat(disavow("newer")).contains(new Disavowal(series(ADA), ADA.email(), since));
  }

  @Test
  void what_is_no_digest_gets_no_link() {
    added(ADA);
    admit(ADA, "first");
    admit(ADA, "waiting");

    assertThat(inUnit(() -> storage.notices().link(id("waiting"), link(ADA, "x")))).isEmpty();
    assertThat(inUnit(() -> storage.notices().link(id("nothing"), link(ADA, "y")))).isEmpty();
  }

  @Test
  void a_link_is_good_once_and_says_whose_it_is_and_where_it_was_sent() {
    added(ADA);
    var at = now();
    admit(ADA, "first");

    assertThat(disavow("first")).contains(new Disavowal(series(ADA), ADA.email(), at));
    assertThat(disavow("first")).isEmpty();
  }

  @Test
  void a_link_that_nobody_made_is_worth_nothing() {
    added(ADA);
    admit(ADA, "first");

    assertThat(disavow("guessed")).isEmpty();
    assertThat(inUnit(() -> storage.notices().disavow(List.of(), now()))).isEmpty();
    var forged = new CodeDigest(Secrets.key("another-key"), digest("first").bytes());
    assertThat(inUnit(() -> storage.notices().disavow(List.of(forged), now()))).isEmpty();
    assertThat(disavow("first")).isPresent();
  }

  @Test
  void what_waits_has_no_link_yet() {
    added(ADA);
    admit(ADA, "first");
    admit(ADA, "second");

    assertThat(disavow("second")).isEmpty();
  }

  @Test
  void a_link_is_found_under_any_of_its_candidates() {
    added(ADA);
    admit(ADA, "first");
    var candidates = List.of(digest("under the newer key"), digest("first"));

    assertThat(inUnit(() -> storage.notices().disavow(candidates, now()))).isPresent();
  }

  @Test
  void a_link_is_dead_at_the_very_instant_it_expires() {
    added(ADA);
    admit(ADA, "first");
    time.advance(LIFETIME);
    assertThat(disavow("first")).isEmpty();
  }

  @Test
  void a_moment_before_it_is_good() {
    added(ADA);
    admit(ADA, "first");
    time.advance(LIFETIME.minus(TICK));
    assertThat(disavow("first")).isPresent();
  }

  @Test
  void what_happened_since_is_settled_too_and_what_happened_before_is_not() {
    added(ADA);
    added(BOB);
    admit(ADA, "before");
    admit(BOB, "his");
    time.advance(QUIET);
    admit(ADA, "reported");
    time.advance(QUIET);
    admit(ADA, "after");
    admit(ADA, "waiting");

    assertThat(disavow("reported")).isPresent();

    assertThat(disavow("after")).isEmpty();
    time.advance(QUIET);
    assertThat(gather(ADA)).isEmpty();
    assertThat(due(10)).isEmpty();
    assertThat(disavow("before")).isPresent();
    assertThat(disavow("his")).isPresent();
  }

  @Test
  void what_was_disavowed_is_told_no_more() {
    added(ADA);
    admit(ADA, "first");
    disavow("first");

    assertThat(admit(storage, notice(ADA, "first", KIND), link(ADA, "again"))).isFalse();
    assertThat(disavow("again")).isEmpty();
  }

  @Test
  void a_digest_that_was_disavowed_gets_no_link() {
    added(ADA);
    digested();
    linkDigest("its link");
    disavow("its link");

    assertThat(linkDigest("again")).isEmpty();
  }

  @Test
  void what_happens_later_can_be_disavowed_again() {
    added(ADA);
    admit(ADA, "first");
    disavow("first");
    time.advance(QUIET);
    admit(ADA, "later");

    assertThat(disavow("later")).isPresent();
  }

  @Test
  void of_many_who_show_a_link_at_the_same_moment_on_two_nodes_one_gets_an_answer() {
    added(ADA);
    var other = anotherNode();
    for (var round = 0; round < 20; round++) {
      time.advance(QUIET);
      var label = "round " + round;
      assertThat(admit(ADA, label)).isTrue();

      var answers =
          Race.between(
              IntStream.range(0, Race.MANY)
                  .mapToObj(
                      n ->
                          (Callable<Boolean>)
                              () -> disavow(n % 2 == 0 ? storage : other, label).isPresent())
                  .toList());

      assertThat(answers).containsOnlyOnce(true);
    }
  }

  @Test
  void a_unit_that_failed_spent_no_link() {
    added(ADA);
    admit(ADA, "first");

    undone(() -> storage.notices().disavow(List.of(digest("first")), now()));

    assertThat(disavow("first")).isPresent();
  }

  @Test
  void purging_forgets_what_has_no_good_link_and_nothing_that_waits() {
    added(ADA);
    admit(ADA, "first");
    admit(ADA, "waiting");
    time.advance(LIFETIME);
    assertThat(storage.notices().purge(now())).isZero();
    time.advance(TICK);

    assertThat(storage.notices().purge(now())).isEqualTo(1);

    assertThat(gather(ADA).map(Digest::id)).contains(id("waiting"));
  }

  /** Two that waited are one digest now; answers when the first of them happened. */
  private Instant digested() {
    admit(ADA, "first");
    time.advance(Duration.ofMinutes(1));
    var since = now();
    admit(ADA, "second");
    time.advance(Duration.ofMinutes(1));
    admit(ADA, "digest");
    time.advance(QUIET);
    assertThat(gather(ADA)).isPresent();
    return since;
  }

  private Optional<Digest> linkDigest(String label) {
    return inUnit(() -> storage.notices().link(id("digest"), link(ADA, label)));
  }

  private boolean admit(User user, String label) {
    return admit(storage, notice(user, label, KIND), link(user, label));
  }

  private boolean admit(StoragePorts node, Notice notice, Link link) {
    return node.unit().write(() -> node.notices().admit(notice, link, quietSince(), now()));
  }

  private Notice notice(User user, String label, NoticeKind kind) {
    var client = new ClientContext("203.0.113.7", "Browser of " + label, "request of " + label);
    return new Notice(id(label), user.id(), kind, now(), client);
  }

  private Link link(User user, String label) {
    return new Link(user.email(), digest(label), now().plus(LIFETIME));
  }

  private Instant quietSince() {
    return now().minus(QUIET);
  }

  private List<Series> due(int limit) {
    return storage.notices().due(limit, quietSince());
  }

  private Optional<Digest> gather(User user) {
    return gather(storage, user);
  }

  private Optional<Digest> gather(StoragePorts node, User user) {
    return node.unit()
        .write(
            () -> node.notices().gather(series(user), quietSince(), now().plus(LIFETIME), now()));
  }

  private Optional<Disavowal> disavow(String label) {
    return disavow(storage, label);
  }

  private Optional<Disavowal> disavow(StoragePorts node, String label) {
    return node.unit().write(() -> node.notices().disavow(List.of(digest(label)), now()));
  }

  private static Series series(User user) {
    return new Series(user.id(), KIND);
  }

  private static EventId id(String label) {
    return new EventId(NamedIds.of(label));
  }

  private static CodeDigest digest(String label) {
    return new CodeDigest(Secrets.key("a-key"), Secrets.digest(label).bytes());
  }
}
