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

  private static final String DIGEST_COLUMNS =
      "n.id, n.user_id, n.kind, n.times, n.since, n.happened_at, n.address, n.user_agent";

  /** A notice that is there already keeps its state; it gets another link if it was to be told. */
  private static final String ADMIT =
      """
      insert into notice as n
        (id, user_id, kind, happened_at, address, user_agent, times, since, state, told_at,
         mailbox, token_key, token_digest, expires_at)
      select :id, :user, :kind, :at, :address, :agent, 1, :at,
             case when waits then 'WAITING' else 'TOLD' end,
             case when not waits then :now end, case when not waits then :mailbox end,
             case when not waits then :key end, case when not waits then :digest end, :expiresAt
        from (
          select exists (
            select 1 from notice o
             where o.user_id = :user and o.kind = :kind
               and (o.told_at > :quietSince
                    or o.state = 'WAITING' and o.disavowed_at is null)) as waits) as series
      on conflict (id) do update
         set mailbox = :mailbox, token_key = :key, token_digest = :digest,
             expires_at = :expiresAt
       where n.state = 'TOLD' and n.disavowed_at is null
      returning n.state = 'TOLD' as is_told
      """;

  private static final String DUE =
      """
      select distinct w.user_id, w.kind
        from notice w
       where w.state = 'WAITING' and w.disavowed_at is null
         and not exists (
           select 1 from notice t
            where t.user_id = w.user_id and t.kind = w.kind and t.told_at > :quietSince)
       limit :limit
      """;

  private static final String GATHER =
      """
      with waiting as (
        select w.id, w.happened_at
          from notice w
         where w.user_id = :user and w.kind = :kind
           and w.state = 'WAITING' and w.disavowed_at is null
           and not exists (
             select 1 from notice t
              where t.user_id = :user and t.kind = :kind and t.told_at > :quietSince)),
      series as (
        select count(*)::int as times, min(happened_at) as since,
               (array_agg(id order by happened_at desc, id desc))[1] as newest
          from waiting),
      gathered as (
        update notice n
           set state = 'GATHERED'
          from waiting, series
         where n.id = waiting.id and n.id <> series.newest)
      update notice n
         set state = 'TOLD', told_at = :now, times = series.times, since = series.since,
             expires_at = :keepUntil
        from series
       where n.id = series.newest
      returning\s"""
          + DIGEST_COLUMNS;

  private static final String LINK =
      """
      update notice n
         set mailbox = :mailbox, token_key = :key, token_digest = :digest, expires_at = :expiresAt
       where n.id = :id and n.state = 'TOLD' and n.disavowed_at is null
      returning\s"""
          + DIGEST_COLUMNS;

  /** Waiting for the lock, a caller looks at the user anew, and at the row once he has it. */
  private static final String DISAVOW =
      """
      with presented as (
        select * from unnest(:keys::text[], :digests::bytea[]) as c (key, digest)),
      owner as (
        select u.id
          from notice n
          join presented p on p.key = n.token_key and p.digest = n.token_digest
          join app_user u on u.id = n.user_id
         where n.expires_at > :now and n.disavowed_at is null
           for no key update of u)
      update notice n
         set disavowed_at = :now
        from owner, presented p
       where n.user_id = owner.id and n.token_key = p.key and n.token_digest = p.digest
         and n.expires_at > :now and n.disavowed_at is null
      returning n.user_id, n.kind, n.mailbox, n.since
      """;

  private static final String SETTLE =
      """
      update notice
         set disavowed_at = :now
       where user_id = :user and since >= :since and disavowed_at is null
      """;

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
                    .createQuery(ADMIT)
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
                .createQuery(DUE)
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
                    .createQuery(GATHER)
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
  public Optional<Digest> link(EventId digest, Link link) {
    return database.call(
        "link a digest",
        handle ->
            handle
                .createQuery(LINK)
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
                  .createQuery(DISAVOW)
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
    try (var others = handle.createUpdate(SETTLE)) {
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
