package dev.latchkey.adapter.persistence.recovery;

/** The statements of {@link JdbiRecoveries}. */
final class RecoverySql {
  static final String BEGIN =
      """
      insert into recovery as r (user_id, id, epoch, started_at, due_at, expires_at)
      select u.id, :id, u.epoch, :startedAt, :dueAt, :expiresAt
        from app_user u
       where u.id = :user and u.epoch = :epoch and u.status = 'ACTIVE'
         for key share
      on conflict (user_id) do update
         set id = excluded.id, epoch = excluded.epoch, started_at = excluded.started_at,
             due_at = excluded.due_at, expires_at = excluded.expires_at, announced_at = null,
             cancel_key = null, cancel_digest = null, token_key = null, token_digest = null
       where r.epoch <> excluded.epoch or r.expires_at <= excluded.started_at
      returning user_id, id, started_at, due_at, expires_at
      """;

  static final String STANDING =
      """
      select r.user_id, r.id, r.started_at, r.due_at, r.expires_at
        from recovery r
        join app_user u on u.id = r.user_id and u.epoch = r.epoch and u.status = 'ACTIVE'
       where r.user_id = :user and r.epoch = :epoch and r.expires_at > :now
      """;

  /** Those whose user is the one he was when they began. */
  private static final String OWNER =
      """
      with owner as (
        select u.id
          from recovery r
          join app_user u on u.id = r.user_id and u.epoch = r.epoch and u.status = 'ACTIVE'
         where r.id = :id
           for key share of u)
      """;

  static final String MINT_CANCEL =
      OWNER
          + """
          update recovery r
             set cancel_key = :key, cancel_digest = :digest
            from owner
           where r.user_id = owner.id and r.id = :id and r.expires_at > :now
          """;

  static final String MINT =
      OWNER
          + """
          update recovery r
             set token_key = :key, token_digest = :digest
            from owner
           where r.user_id = owner.id and r.id = :id and r.announced_at is not null
             and r.expires_at > :now
          """;

  static final String ANNOUNCE =
      OWNER
          + """
          update recovery r
             set announced_at = :now
            from owner
           where r.user_id = owner.id and r.id = :id and r.announced_at is null
             and r.due_at <= :now and r.expires_at > :now
          """;

  static final String CANCEL =
      """
      delete from recovery r
       using unnest(:keys::text[], :digests::bytea[]) as c (key, digest)
       where r.cancel_key = c.key and r.cancel_digest = c.digest and r.expires_at > :now
      returning r.user_id, r.id, r.started_at, r.due_at, r.expires_at
      """;

  static final String OPEN =
      """
      select r.user_id, r.id, r.started_at, r.due_at, r.expires_at
        from recovery r
        join app_user u on u.id = r.user_id and u.epoch = r.epoch and u.status = 'ACTIVE'
       where r.user_id = :user and r.expires_at > :now
      """;

  static final String CANCEL_OF =
      """
      delete from recovery r
       using app_user u
       where r.user_id = :user and u.id = r.user_id and u.epoch = r.epoch and u.status = 'ACTIVE'
         and r.expires_at > :now
      returning r.user_id, r.id, r.started_at, r.due_at, r.expires_at
      """;

  static final String DUE =
      """
      select r.user_id, r.id, r.started_at, r.due_at, r.expires_at
        from recovery r
        join app_user u on u.id = r.user_id and u.epoch = r.epoch and u.status = 'ACTIVE'
       where r.announced_at is null and r.due_at <= :now and r.expires_at > :now
       order by r.due_at, r.user_id
       limit :limit
      """;

  /** Rows whose token was presented and is good. */
  static final String GOOD =
      """
      select u.id
        from recovery r
        join unnest(:keys::text[], :digests::bytea[]) as c (key, digest)
          on c.key = r.token_key and c.digest = r.token_digest
        join app_user u on u.id = r.user_id and u.epoch = r.epoch and u.status = 'ACTIVE'
       where r.expires_at > :now
      """;

  /** Waiting for the lock, a caller looks at the user anew, and at the row once he has it. */
  static final String SPEND =
      """
      with owner as (
      %s
         for no key update of u)
      delete from recovery r
       using owner, unnest(:keys::text[], :digests::bytea[]) as c (key, digest)
       where r.user_id = owner.id and r.token_key = c.key and r.token_digest = c.digest
         and r.expires_at > :now
      returning r.user_id, r.id, r.started_at, r.due_at, r.expires_at
      """
          .formatted(GOOD);

  private RecoverySql() {}
}
