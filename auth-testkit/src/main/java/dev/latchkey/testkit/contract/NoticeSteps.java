package dev.latchkey.testkit.contract;

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

/** What a test of notices does, step by step. */
abstract class NoticeSteps extends StorageContract {
  static final Duration QUIET = Duration.ofMinutes(15);
  static final Duration LIFETIME = Duration.ofDays(7);
  static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);
  static final NoticeKind KIND = NoticeKind.NEW_DEVICE;
  static final User ADA = AUser.owning("ada@example.com");
  static final User BOB = AUser.owning("bob@example.com");

  final boolean admit(User user, String label) {
    return admit(storage, notice(user, label, KIND), link(user, label));
  }

  final boolean admit(StoragePorts node, Notice notice, Link link) {
    return node.unit().write(() -> node.notices().admit(notice, link, quietSince(), now()));
  }

  final Notice notice(User user, String label, NoticeKind kind) {
    var client = new ClientContext("203.0.113.7", "Browser of " + label, "request of " + label);
    return new Notice(id(label), user.id(), kind, now(), client);
  }

  final Link link(User user, String label) {
    return new Link(user.email(), digest(label), now().plus(LIFETIME));
  }

  final Instant quietSince() {
    return now().minus(QUIET);
  }

  final List<Series> due(int limit) {
    return storage.notices().due(limit, quietSince());
  }

  final Optional<Digest> gather(User user) {
    return gather(storage, user);
  }

  final Optional<Digest> gather(StoragePorts node, User user) {
    return node.unit()
        .write(
            () -> node.notices().gather(series(user), quietSince(), now().plus(LIFETIME), now()));
  }

  final Optional<Disavowal> disavow(String label) {
    return disavow(storage, label);
  }

  final Optional<Disavowal> disavow(StoragePorts node, String label) {
    return node.unit().write(() -> node.notices().disavow(List.of(digest(label)), now()));
  }

  static Series series(User user) {
    return new Series(user.id(), KIND);
  }

  static EventId id(String label) {
    return new EventId(NamedIds.of(label));
  }

  static CodeDigest digest(String label) {
    return new CodeDigest(Secrets.key("a-key"), Secrets.digest(label).bytes());
  }
}
