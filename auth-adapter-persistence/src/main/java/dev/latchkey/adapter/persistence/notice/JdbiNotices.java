package dev.latchkey.adapter.persistence.notice;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.Rows;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.notice.Notice;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.notice.Notices;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.verification.CodeDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * Notices in the table {@code notice}, one row each. The row of the user is the lock: whoever has
 * it looks at his notices in a statement of its own, and so sees what was committed while he
 * waited.
 */
public final class JdbiNotices implements Notices {
  private static final RowMapper<Series> SERIES =
      (row, context) ->
          new Series(
              new UserId(Rows.uuid(row, "user_id")), NoticeKind.valueOf(row.getString("kind")));

  private static final RowMapper<Digest> DIGEST =
      (row, context) ->
          new Digest(
              new EventId(Rows.uuid(row, "id")),
              SERIES.map(row, context),
              row.getInt("times"),
              Rows.instant(row, "since"),
              Rows.instant(row, "happened_at"),
              new ClientContext(row.getString("address"), row.getString("user_agent"), null));

  private static final RowMapper<Disavowal> DISAVOWAL =
      (row, context) ->
          new Disavowal(
              SERIES.map(row, context),
              EmailAddress.of(row.getString("mailbox")),
              Rows.instant(row, "since"));

  private final Database database;

  public JdbiNotices(Database database) {
    this.database = database;
  }

  @Override
  public boolean admit(Notice notice, Link link, Instant quietSince, Instant now) {
    return database.call(
        "admit a notice",
        handle ->
            isLocked(handle, notice.user())
                && handle
                    .createQuery(NoticeSql.ADMIT)
                    .bind("id", notice.id().value())
                    .bind("user", notice.user().value())
                    .bind("kind", notice.kind().name())
                    .bind("at", notice.at())
                    .bind("address", notice.client().address())
                    .bind("agent", notice.client().userAgent())
                    .bind("mailbox", link.mailbox().value())
                    .bind("key", link.digest().key().value())
                    .bind("digest", link.digest().bytes())
                    .bind("expiresAt", link.expiresAt())
                    .bind("quietSince", quietSince)
                    .bind("now", now)
                    .mapTo(Boolean.class)
                    .findOne()
                    .orElse(false));
  }

  private static boolean isLocked(Handle handle, UserId user) {
    return handle
        .createQuery("select 1 from app_user where id = :user for no key update")
        .bind("user", user.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  @Override
  public List<Series> due(int limit, Instant quietSince) {
    return database.call(
        "list notices that waited",
        handle ->
            handle
                .createQuery(NoticeSql.DUE)
                .bind("limit", limit)
                .bind("quietSince", quietSince)
                .map(SERIES)
                .list());
  }

  @Override
  public Optional<Digest> gather(
      Series series, Instant quietSince, Instant keepUntil, Instant now) {
    return database.call(
        "gather notices",
        handle ->
            isLocked(handle, series.user())
                ? handle
                    .createQuery(NoticeSql.GATHER)
                    .bind("user", series.user().value())
                    .bind("kind", series.kind().name())
                    .bind("quietSince", quietSince)
                    .bind("keepUntil", keepUntil)
                    .bind("now", now)
                    .map(DIGEST)
                    .findOne()
                : Optional.empty());
  }

  @Override
  public Optional<Digest> find(EventId digest) {
    return database.call(
        "find a digest",
        handle ->
            handle.createQuery(NoticeSql.FIND).bind("id", digest.value()).map(DIGEST).findOne());
  }

  @Override
  public Optional<Digest> link(EventId digest, Link link) {
    return database.call(
        "link a digest",
        handle ->
            handle
                .createQuery(NoticeSql.LINK)
                .bind("id", digest.value())
                .bind("mailbox", link.mailbox().value())
                .bind("key", link.digest().key().value())
                .bind("digest", link.digest().bytes())
                .bind("expiresAt", link.expiresAt())
                .map(DIGEST)
                .findOne());
  }

  @Override
  public Optional<Disavowal> disavow(List<CodeDigest> candidates, Instant now) {
    return database.call(
        "disavow a happening",
        handle -> {
          var word =
              handle
                  .createQuery(NoticeSql.DISAVOW)
                  .bindArray(
                      "keys", String.class, candidates.stream().map(c -> c.key().value()).toList())
                  .bindArray(
                      "digests", byte[].class, candidates.stream().map(CodeDigest::bytes).toList())
                  .bind("now", now)
                  .map(DISAVOWAL)
                  .findOne();
          word.ifPresent(spoken -> settle(handle, spoken, now));
          return word;
        });
  }

  private static void settle(Handle handle, Disavowal word, Instant now) {
    try (var others = handle.createUpdate(NoticeSql.SETTLE)) {
      others
          .bind("user", word.series().user().value())
          .bind("since", word.since())
          .bind("now", now)
          .execute();
    }
  }

  @Override
  public int purge(Instant overBefore) {
    return database.purge(
        "purge notices",
        """
        delete from notice
         where ctid = any(array(
           select ctid from notice
            where expires_at < :before and (state <> 'WAITING' or disavowed_at is not null)
            limit :batch
              for update skip locked))
        """,
        overBefore);
  }
}
