package dev.latchkey.adapter.persistence.passkey;

/** The statements about passkeys. */
final class PasskeySql {
  private static final String COLUMNS =
      """
             p.id, p.user_id, p.credential_id, p.public_key, p.aaguid, p.sign_count,
             p.backup_eligible, p.backed_up, p.transports, p.name as passkey_name, p.added_at,
             p.used_at
      """;

  /** Meets every opening of a session, and every change of the epoch. */
  static final String LOCK =
      """
      select 1 from app_user where id = :user for no key update
      """;

  static final String LOCK_UNCHANGED =
      """
      select 1
        from app_user
       where id = :user and epoch = :seen and status = 'ACTIVE'
         for no key update
      """;

  static final String RAISE_EPOCH =
      """
      update app_user set epoch = epoch + 1 where id = :user
      """;

  static final String COUNT =
      """
      select count(*)::int from passkey where user_id = :user and removed_at is null
      """;

  static final String ADD =
      """
      insert into passkey (
        id, user_id, credential_id, public_key, aaguid, sign_count, backup_eligible, backed_up,
        transports, name, added_at, used_at)
      select :id, :user, :credential, :key, :aaguid, :count, :eligible, :backedUp, :transports,
             :name, :addedAt, :usedAt
       where (select count(*) from passkey where user_id = :user and removed_at is null) < :limit
      on conflict (credential_id) do nothing
      """;

  static final String FIND =
      "select "
          + COLUMNS
          + """
             , u.email, u.name, u.language, u.status, u.epoch, u.roles, u.created_at as born_at
        from passkey p
        join app_user u on u.id = p.user_id
       where p.credential_id = :credential and p.removed_at is null
      """;

  static final String LIST =
      "select "
          + COLUMNS
          + """
        from passkey p
       where p.user_id = :user and p.removed_at is null
       order by p.added_at, p.id
      """;

  static final String RENAME =
      """
      update passkey p
         set name = :name
       where p.id = :id and p.user_id = :user and p.removed_at is null
      returning
      """
          + COLUMNS;

  static final String REMOVE =
      """
      update passkey p
         set removed_at = :now, public_key = null, name = null, transports = '{}'
       where p.id = :id and p.user_id = :user and p.removed_at is null
         and (exists (select from password_credential where user_id = :user)
              or exists (
                select from passkey other
                 where other.user_id = :user and other.removed_at is null and other.id <> :id))
      """;

  /** After {@link #LOCK}, as one alone. */
  static final String REMOVE_ADDED_SINCE =
      """
      update passkey
         set removed_at = :now, public_key = null, name = null, transports = '{}'
       where user_id = :user and removed_at is null and added_at >= :since
      """;

  /** The user before the passkey, as in a removal: else each might wait for the other. */
  static final String USE =
      """
      with owner as (
        select id from app_user where id = :user for no key update)
      update passkey p
         set sign_count = :count, backed_up = :backedUp and p.backup_eligible,
             used_at = greatest(p.used_at, :now)
        from owner
       where p.user_id = owner.id and p.id = :id and p.removed_at is null
         and (p.sign_count < :count or (p.sign_count = 0 and :count = 0))
      """;

  static final String STORED_COUNT =
      """
      select sign_count from passkey where id = :id and user_id = :user and removed_at is null
      """;

  private PasskeySql() {}
}
