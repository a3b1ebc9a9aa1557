package dev.latchkey.testkit.memory;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.notice.Notice;
import dev.latchkey.domain.notice.Notices;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.verification.CodeDigest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class InMemoryNotices implements Notices {
  private final InMemoryState state;

  InMemoryNotices(InMemoryState state) {
    this.state = state;
  }

  @Override
  public boolean admit(Notice notice, Link link, Instant quietSince, Instant now) {
    return state.with(
        rows -> {
          if (!rows.users.containsKey(notice.user())) {
            return false;
          }
          var known = rows.notices.get(notice.id());
          var row = known == null ? first(rows, notice, quietSince, now, link) : known;
          rows.notices.put(notice.id(), row.isTellable() ? row.with(link) : row);
          return row.isTellable();
        });
  }

  private static Row first(Rows rows, Notice notice, Instant quietSince, Instant now, Link link) {
    var series = new Series(notice.user(), notice.kind());
    var waits = of(rows, series).anyMatch(row -> row.isWaiting() || row.wasToldAfter(quietSince));
    return new Row(
        notice,
        waits ? State.WAITING : State.TOLD,
        waits ? null : now,
        1,
        notice.at(),
        null,
        link.expiresAt(),
        null);
  }

  @Override
  public List<Series> due(int limit, Instant quietSince) {
    return state.with(
        rows ->
            rows.notices.values().stream()
                .filter(Row::isWaiting)
                .map(Row::series)
                .distinct()
                .filter(series -> isQuiet(rows, series, quietSince))
                .limit(limit)
                .toList());
  }

  @Override
  public Optional<Digest> gather(
      Series series, Instant quietSince, Instant keepUntil, Instant now) {
    return state.with(
        rows -> {
          var waiting = ofOneMailbox(rows, series, now);
          if (waiting.isEmpty() || !isQuiet(rows, series, quietSince)) {
            return Optional.empty();
          }
          waiting.forEach(row -> rows.notices.put(row.notice().id(), row.gathered()));
          var digest =
              waiting
                  .getLast()
                  .asDigest(waiting.size(), waiting.getFirst().notice().at(), keepUntil, now);
          rows.notices.put(digest.notice().id(), digest);
          return Optional.of(digest.told());
        });
  }

  /** What waits, the oldest first, until the user left the address of the time of the oldest. */
  private static List<Row> ofOneMailbox(Rows rows, Series series, Instant now) {
    var waiting = of(rows, series).filter(Row::isWaiting).sorted(Row.OLDEST_FIRST).toList();
    return waiting.stream()
        .findFirst()
        .flatMap(
            oldest -> InMemoryAddressChanges.kept(rows, series.user(), oldest.notice().at(), now))
        .map(left -> waiting.stream().filter(row -> !row.isAfter(left.leftAt())).toList())
        .orElse(waiting);
  }

  @Override
  public Optional<Digest> find(EventId digest) {
    return state.with(
        rows ->
            Optional.ofNullable(rows.notices.get(digest)).filter(Row::isTellable).map(Row::told));
  }

  @Override
  public Optional<Digest> link(EventId digest, Link link) {
    return state.with(
        rows ->
            Optional.ofNullable(rows.notices.get(digest))
                .filter(Row::isTellable)
                .map(
                    row -> {
                      rows.notices.put(digest, row.with(link));
                      return row.told();
                    }));
  }

  @Override
  public Optional<Disavowal> disavow(List<CodeDigest> candidates, Instant now) {
    return state.with(
        rows ->
            rows.notices.values().stream()
                .filter(row -> row.isAnsweredBy(candidates, now))
                .findFirst()
                .flatMap(row -> Optional.ofNullable(row.link()).map(link -> word(row, link)))
                .map(
                    word -> {
                      settle(rows, word, now);
                      return word;
                    }));
  }

  private static Disavowal word(Row row, Link link) {
    return new Disavowal(row.series(), link.mailbox(), row.since());
  }

  /** All that happened since; it includes the one whose link was shown. */
  private static void settle(Rows rows, Disavowal word, Instant now) {
    rows.notices.replaceAll(
        (id, row) ->
            row.notice().user().equals(word.series().user())
                    && !row.since().isBefore(word.since())
                    && row.disavowedAt() == null
                ? row.disavowed(now)
                : row);
  }

  /** What was told to these addresses, which are not the user's any more. */
  static void silence(Rows rows, UserId user, Set<EmailAddress> withdrawn, Instant now) {
    rows.notices.replaceAll(
        (id, row) ->
            row.notice().user().equals(user)
                    && row.disavowedAt() == null
                    && row.link() != null
                    && withdrawn.contains(row.link().mailbox())
                ? row.disavowed(now)
                : row);
  }

  @Override
  public int purge(Instant overBefore) {
    return state.with(
        rows -> {
          var before = rows.notices.size();
          rows.notices
              .values()
              .removeIf(row -> !row.isWaiting() && row.expiresAt().isBefore(overBefore));
          return before - rows.notices.size();
        });
  }

  private static Stream<Row> of(Rows rows, Series series) {
    return rows.notices.values().stream().filter(row -> row.series().equals(series));
  }

  private static boolean isQuiet(Rows rows, Series series, Instant since) {
    return of(rows, series).noneMatch(row -> row.wasToldAfter(since));
  }

  static Stream<Row> of(Rows rows, UserId user) {
    return rows.notices.values().stream().filter(row -> row.notice().user().equals(user));
  }

  enum State {
    TOLD,
    WAITING,
    /** Told by the digest that another one became. */
    GATHERED
  }

  record Row(
      Notice notice,
      State state,
      @Nullable Instant toldAt,
      int times,
      Instant since,
      @Nullable Link link,
      Instant expiresAt,
      @Nullable Instant disavowedAt) {
    static final Comparator<Row> OLDEST_FIRST =
        Comparator.<Row, Instant>comparing(row -> row.notice().at())
            .thenComparing(row -> row.notice().id().value(), Keyset.BY_BITS);

    Series series() {
      return new Series(notice.user(), notice.kind());
    }

    boolean isWaiting() {
      return state == State.WAITING && disavowedAt == null;
    }

    boolean isTellable() {
      return state == State.TOLD && disavowedAt == null;
    }

    boolean wasToldAfter(Instant since) {
      return toldAt != null && toldAt.isAfter(since);
    }

    boolean isAfter(Instant instant) {
      return notice.at().isAfter(instant);
    }

    boolean isAnsweredBy(List<CodeDigest> candidates, Instant now) {
      return link != null
          && disavowedAt == null
          && expiresAt.isAfter(now)
          && candidates.contains(link.digest());
    }

    Digest told() {
      var client = notice.client();
      var origin = new ClientContext(client.address(), client.userAgent(), null);
      return new Digest(notice.id(), series(), times, since, notice.at(), origin);
    }

    Row with(Link newer) {
      return new Row(notice, state, toldAt, times, since, newer, newer.expiresAt(), disavowedAt);
    }

    Row gathered() {
      return new Row(notice, State.GATHERED, toldAt, times, since, link, expiresAt, disavowedAt);
    }

    Row asDigest(int many, Instant first, Instant keepUntil, Instant now) {
      return new Row(notice, State.TOLD, now, many, first, null, keepUntil, null);
    }

    Row disavowed(Instant now) {
      return new Row(notice, state, toldAt, times, since, link, expiresAt, now);
    }
  }
}
