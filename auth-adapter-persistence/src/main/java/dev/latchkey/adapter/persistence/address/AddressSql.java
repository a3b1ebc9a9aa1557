package dev.latchkey.adapter.persistence.address;

/**
 * The statements of {@link JdbiAddressChanges}. Whoever needs the row of a user too locks that one
 * first, as signing in and leaving do, so nobody waits in a circle.
 */
final class AddressSql {
  /** A statement of its own: what follows must see the wish of whoever held the lock before. */
  static final String LOCK_WISHER =
      """
      select id from app_user where id = :user for no key update
      """;

  static final String REQUEST =
      """
      with wisher as (
        select u.id, u.epoch
          from app_user u
         where u.id = :user and u.epoch = :epoch and u.status = 'ACTIVE'
           for key share),
      replaced as (
        insert into replaced_address_change (id, user_id, email, requested_at, expires_at)
        select c.id, c.user_id, c.email, c.requested_at, c.expires_at
          from address_change c
          join wisher w on w.id = c.user_id
         where c.code_digest is null and c.email <> :email
        on conflict (id) do nothing)
      insert into address_change (user_id, id, epoch, email, requested_at, expires_at)
      select w.id, :id, w.epoch, :email, :requestedAt, :expiresAt
        from wisher w
      on conflict (user_id) do update
         set id = excluded.id, epoch = excluded.epoch, email = excluded.email,
             requested_at = excluded.requested_at, expires_at = excluded.expires_at,
             code_key = null, code_digest = null, code_minted_at = null, code_expires_at = null,
             code_answers_left = null, code_used_at = null
      """;

  static final String MINT =
      """
      with owner as (
        select u.id
          from address_change c
          join app_user u on u.id = c.user_id and u.epoch = c.epoch and u.status = 'ACTIVE'
         where c.id = :id
           for key share of u)
      update address_change c
         set code_key = :key, code_digest = :digest, code_minted_at = :now,
             code_expires_at = :codeExpiresAt, code_answers_left = :answers, code_used_at = null
        from owner
       where c.user_id = owner.id and c.id = :id and c.expires_at > :now
      """;

  /**
   * The user stays locked until the unit ends, as whoever deletes him does it: his address is about
   * to change. Waiting for the lock, a caller looks at the user anew, and at the wish once he has
   * it. Who waited for somebody who has changed the epoch finds nobody.
   */
  static final String CONFIRM =
      """
      with owner as (
        select u.id
          from address_change c
          join app_user u on u.id = c.user_id and u.epoch = c.epoch and u.status = 'ACTIVE'
         where c.id = :id
           for update of u),
      answered as (
        update address_change c
           set (code_answers_left, code_used_at) = (
                 select case when is_right then c.code_answers_left
                             else c.code_answers_left - 1 end,
                        case when is_right then :now end
                   from (select exists (
                           select from unnest(:keys::text[], :digests::bytea[]) as p (key, digest)
                            where p.key = c.code_key and p.digest = c.code_digest)
                         as is_right) as verdict)
          from owner
         where c.user_id = owner.id and c.id = :id and c.code_expires_at > :now
           and c.code_used_at is null and c.code_answers_left > 0
        returning c.id, c.code_used_at is not null as is_right)
      select is_right,
             case when is_right then latchkey_move_address(id, :until, :now) end as is_moved
        from answered
      """;

  static final String LEFT =
      """
      select id, user_id, email, taken, left_at, reserved_until
        from left_address
       where id = :id
      """;

  static final String KEPT =
      """
      select id, user_id, email, taken, left_at, reserved_until
        from left_address
       where user_id = :user and over_at is null and left_at >= :at and reserved_until > :now
       order by left_at, id
       limit 1
      """;

  static final String IS_FREE =
      """
      select not exists (select from app_user where email = :email)
         and not exists (select from left_address
                          where email = :email and over_at is null and user_id <> :user)
      """;

  static final String MINT_UNDO =
      """
      update left_address
         set undo_key = :key, undo_digest = :digest
       where id = :id and over_at is null and reserved_until > :now
      """;

  /** A statement of its own: what follows must see whatever was changed before the lock was got. */
  static final String LOCK_LEAVER =
      """
      select u.id
        from left_address l
        join unnest(:keys::text[], :digests::bytea[]) as p (key, digest)
          on p.key = l.undo_key and p.digest = l.undo_digest
        join app_user u on u.id = l.user_id
       where l.over_at is null and l.reserved_until > :now
         for update of u
      """;

  /** As {@link #LOCK_LEAVER}. */
  static final String LOCK_USER =
      """
      select id from app_user where id = :user for update
      """;

  static final String KEPT_FOR =
      """
      select id, user_id, email, taken, left_at, reserved_until
        from left_address
       where user_id = :user and email = :email and over_at is null and reserved_until > :now
      """;

  static final String UNDO =
      """
      update left_address l
         set over_at = :now
        from unnest(:keys::text[], :digests::bytea[]) as p (key, digest)
       where p.key = l.undo_key and p.digest = l.undo_digest
         and l.over_at is null and l.reserved_until > :now
      returning l.id, l.user_id, l.email, l.taken, l.left_at, l.reserved_until
      """;

  static final String RESTORE =
      """
      with later as (
        update left_address
           set over_at = :now
         where user_id = :user and left_at >= :leftAt and (over_at is null or id = :change)
        returning taken),
      silenced as (
        update notice
           set disavowed_at = :now
         where user_id = :user and disavowed_at is null
           and mailbox in (select taken from later))
      update app_user
         set email = :email, epoch = epoch + 1
       where id = :user
      """;

  static final String PURGE_WISHES =
      """
      delete from address_change
       where ctid = any(array(
         select ctid from address_change
          where greatest(expires_at, code_expires_at) < :before
          limit :batch
            for update skip locked))
      """;

  static final String PURGE_REPLACED =
      """
      delete from replaced_address_change
       where ctid = any(array(
         select ctid from replaced_address_change
          where expires_at < :before
          limit :batch
            for update skip locked))
      """;

  static final String PURGE_LEFT =
      """
      delete from left_address
       where ctid = any(array(
         select ctid from left_address
          where reserved_until < :before
          limit :batch
            for update skip locked))
      """;

  private AddressSql() {}
}
