package dev.latchkey.adapter.persistence.notice;

/** The statements of {@link JdbiNotices}. */
final class NoticeSql {
  private static final String DIGEST_COLUMNS =
      "n.id, n.user_id, n.kind, n.times, n.since, n.happened_at, n.address, n.user_agent";

  /** A notice that is there already keeps its state; it gets another link if it was to be told. */
  static final String ADMIT =
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

  static final String DUE =
      """
      select distinct w.user_id, w.kind
        from notice w
       where w.state = 'WAITING' and w.disavowed_at is null
         and not exists (
           select 1 from notice t
            where t.user_id = w.user_id and t.kind = w.kind and t.told_at > :quietSince)
       limit :limit
      """;

  /**
   * Of what waits, as much as happened until the user left the address of the time of the first.
   */
  static final String GATHER =
      """
      with everything as (
        select w.id, w.happened_at
          from notice w
         where w.user_id = :user and w.kind = :kind
           and w.state = 'WAITING' and w.disavowed_at is null
           and not exists (
             select 1 from notice t
              where t.user_id = :user and t.kind = :kind and t.told_at > :quietSince)),
      kept as (
        select min(l.left_at) as until
          from left_address l
         where l.user_id = :user and l.over_at is null and l.reserved_until > :now
           and l.left_at >= (select min(happened_at) from everything)),
      waiting as (
        select e.id, e.happened_at
          from everything e, kept
         where kept.until is null or e.happened_at <= kept.until),
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

  static final String FIND =
      "select "
          + DIGEST_COLUMNS
          + " from notice n where n.id = :id and n.state = 'TOLD' and n.disavowed_at is null";

  static final String LINK =
      """
      update notice n
         set mailbox = :mailbox, token_key = :key, token_digest = :digest, expires_at = :expiresAt
       where n.id = :id and n.state = 'TOLD' and n.disavowed_at is null
      returning\s"""
          + DIGEST_COLUMNS;

  /**
   * Waiting for the lock, a caller looks at the user anew, and at the row once he has it. As strong
   * a lock as an address needs: whoever says that it was not him may get his former one back.
   */
  static final String DISAVOW =
      """
      with presented as (
        select * from unnest(:keys::text[], :digests::bytea[]) as c (key, digest)),
      owner as (
        select u.id
          from notice n
          join presented p on p.key = n.token_key and p.digest = n.token_digest
          join app_user u on u.id = n.user_id
         where n.expires_at > :now and n.disavowed_at is null
           for update of u)
      update notice n
         set disavowed_at = :now
        from owner, presented p
       where n.user_id = owner.id and n.token_key = p.key and n.token_digest = p.digest
         and n.expires_at > :now and n.disavowed_at is null
      returning n.user_id, n.kind, n.mailbox, n.since
      """;

  static final String SETTLE =
      """
      update notice
         set disavowed_at = :now
       where user_id = :user and since >= :since and disavowed_at is null
      """;

  private NoticeSql() {}
}
