package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.notice.Notice;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.notice.NoticePolicy;
import dev.latchkey.domain.notice.Notices.Digest;
import dev.latchkey.domain.notice.Notices.Link;
import dev.latchkey.domain.notice.Notices.Series;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link dev.latchkey.domain.notice.Notices} promises of users whose address is another
 * one than it was.
 */
public abstract class NoticeMailboxesContract extends AddressSteps {
  private static final NoticePolicy NOTICES = NoticePolicy.standard();
  private static final NoticeKind KIND = NoticeKind.NEW_DEVICE;
  private static final Series SERIES = new Series(ADA.id(), KIND);
  private static final ClientContext CLIENT = new ClientContext("203.0.113.7", "curl/8", null);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void what_waited_through_a_change_of_the_address_makes_two_digests() {
    added(ADA);
    waiting("first");
    var before = waiting("second");
    moved(ADA, "new@example.com", "move");
    var after = waiting("third");
    waiting("fourth");

    var former = digested();
    var present = digested();

    assertThat(former.id()).isEqualTo(noticeId("second"));
    assertThat(former.times()).isEqualTo(2);
    assertThat(former.last()).isEqualTo(before);
    assertThat(present.id()).isEqualTo(noticeId("fourth"));
    assertThat(present.times()).isEqualTo(2);
    assertThat(present.since()).isEqualTo(after);
    assertThat(gathered()).isEmpty();
  }

  @Test
  void each_change_makes_a_digest_more_and_none_is_lost() {
    added(ADA);
    for (var n = 0; n < 3; n++) {
      waiting("away " + n);
      moved(ADA, "new" + n + "@example.com", "move " + n);
    }
    waiting("at last");

    for (var n = 0; n < 3; n++) {
      assertThat(digested().id()).isEqualTo(noticeId("away " + n));
    }
    assertThat(digested().id()).isEqualTo(noticeId("at last"));
  }

  @Test
  void without_a_change_or_after_one_that_was_undone_there_is_one() {
    added(ADA);
    waiting("first");
    mintUndo(moved(ADA, "thief@example.com", "move"), "undo");
    waiting("second");
    undo("undo");
    waiting("third");

    assertThat(digested().times()).isEqualTo(3);
  }

  @Test
  void a_change_of_another_user_divides_nothing() {
    added(ADA);
    waiting("first");
    moved(added(BOB), "new@example.com", "move");
    waiting("second");

    assertThat(digested().times()).isEqualTo(2);
  }

  @Test
  void a_digest_is_found_before_it_has_a_link_and_nothing_that_waits_is() {
    added(ADA);
    waiting("first");
    assertThat(storage.notices().find(noticeId("first"))).isEmpty();
    var digest = digested();

    assertThat(storage.notices().find(noticeId("first"))).contains(digest);
    inUnit(() -> storage.notices().link(noticeId("first"), link("mail", "ada@example.com")));
    assertThat(storage.notices().find(noticeId("first"))).contains(digest);
    assertThat(storage.notices().find(noticeId("nothing"))).isEmpty();
  }

  @Test
  void a_digest_that_was_disavowed_is_not_found() {
    added(ADA);
    waiting("first");
    digested();
    inUnit(() -> storage.notices().link(noticeId("first"), link("mail", "ada@example.com")));
    inUnit(() -> storage.notices().disavow(List.of(Secrets.codeDigest("mail")), now()));

    assertThat(storage.notices().find(noticeId("first"))).isEmpty();
  }

  @Test
  void links_that_went_to_a_mailbox_which_was_withdrawn_are_dead_and_no_others() {
    added(ADA);
    admit("at home");
    mintUndo(moved(ADA, "thief@example.com", "move"), "undo");
    time.advance(NOTICES.quiet());
    admit("away", "thief@example.com");
    time.advance(TICK);
    moved(ADA, "other@example.com", "further");
    time.advance(NOTICES.quiet());
    admit("further away", "other@example.com");

    undo("undo");

    assertThat(isDisavowed("away")).isFalse();
    assertThat(isDisavowed("further away")).isFalse();
    assertThat(isDisavowed("at home")).isTrue();
  }

  private boolean isDisavowed(String label) {
    return inUnit(() -> storage.notices().disavow(List.of(Secrets.codeDigest(label)), now()))
        .isPresent();
  }

  @Test
  void who_gets_his_address_back_by_the_link_of_a_notice_waits_for_nobody() {
    added(ADA);
    for (var round = 0; round < 10; round++) {
      time.advance(NOTICES.quiet());
      var label = "round " + round;
      admit(label);
      time.advance(TICK);
      moved(ADA, "new" + round + "@example.com", label);
      var further = wish(current(ADA), "other" + round + "@example.com", "wish " + round);

      Race.<Object>between(
          List.of(
              () -> inUnit(() -> backBy(label)), () -> request(further, current(ADA)), this::now));

      assertThat(emailOf(ADA)).isEqualTo("ada@example.com");
    }
  }

  private boolean backBy(String label) {
    return storage
        .notices()
        .disavow(List.of(Secrets.codeDigest(label)), now())
        .flatMap(word -> changes().takeBack(ADA.id(), word.mailbox(), now()))
        .isPresent();
  }

  /** Something that has to wait; answers when it happened. */
  private Instant waiting(String label) {
    if (storage.notices().find(noticeId("told at once")).isEmpty()) {
      assertThat(admit("told at once")).isTrue();
    }
    time.advance(MINUTE);
    assertThat(admit(label)).isFalse();
    return now();
  }

  private boolean admit(String label) {
    return admit(label, "ada@example.com");
  }

  private boolean admit(String label, String mailbox) {
    var notice = new Notice(noticeId(label), ADA.id(), KIND, now(), CLIENT);
    return inUnit(() -> storage.notices().admit(notice, link(label, mailbox), quietSince(), now()));
  }

  private Digest digested() {
    time.advance(NOTICES.quiet());
    return gathered().orElseThrow();
  }

  private Optional<Digest> gathered() {
    var keepUntil = now().plus(NOTICES.linkLifetime());
    return inUnit(() -> storage.notices().gather(SERIES, quietSince(), keepUntil, now()));
  }

  private Instant quietSince() {
    return now().minus(NOTICES.quiet());
  }

  private Link link(String label, String mailbox) {
    return new Link(
        EmailAddress.of(mailbox), Secrets.codeDigest(label), now().plus(NOTICES.linkLifetime()));
  }

  private static EventId noticeId(String label) {
    return new EventId(NamedIds.of("notice " + label));
  }
}
