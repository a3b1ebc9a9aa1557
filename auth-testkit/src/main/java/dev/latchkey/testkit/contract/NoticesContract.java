package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.notice.Notices.Digest;
import dev.latchkey.domain.notice.Notices.Disavowal;
import dev.latchkey.domain.verification.CodeDigest;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link dev.latchkey.domain.notice.Notices} promises: here about the links in the
 * mails; what is inherited is about when a mail is sent.
 */
public abstract class NoticesContract extends NoticeSeriesContract {
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
}
