package dev.latchkey.adapter.persistence.session;

/** The longer statements about sessions. */
final class SessionSql {
  private static final String COLUMNS =
      """
             s.id, s.user_id, s.login_at, s.methods, s.assurance, s.address, s.user_agent,
             s.client_hints, s.generation, s.rotation_key, s.current_digest, s.previous_digest, s.rotated_at,
             s.created_at, s.last_used_at, s.idle_expires_at, s.expires_at, s.ended_at
      """;

  private static final String WITH_USER =
      COLUMNS
          + """
             , u.email, u.name, u.language, u.status, u.epoch, u.roles, u.created_at as born_at
      """;

  private static final String LIVE =
      """
             s.ended_at is null and s.idle_expires_at > :now and s.expires_at > :now
      """;

  static final String OPEN =
      """
      insert into session (
        id, user_id, login_at, methods, assurance, address, user_agent,
        client_hints, generation, rotation_key, current_digest, previous_digest, rotated_at,
        created_at, last_used_at, idle_expires_at, expires_at, ended_at)
      select :id, u.id, :loginAt, :methods, :assurance, :address, :userAgent,
             cast(:hints as jsonb), :generation, :key, :current, :previous, :rotatedAt,
             :createdAt, :lastUsedAt, :idleExpiresAt, :expiresAt, :endedAt
        from app_user u
       where u.id = :user and u.epoch = :seen and u.status = 'ACTIVE'
         for no key update
      returning latchkey_live_sessions(user_id, created_at)
      """;

  static final String FIND =
      "select "
          + WITH_USER
          + """
        from session s
        join app_user u on u.id = s.user_id
       where s.id = :id
      """;

  static final String CHECK =
      FIND
          + """
         and not exists (
             select from signing_key k where k.id = :key and k.state = 'REVOKED')
      """;

  static final String LIST =
      "select "
          + COLUMNS
          + """
        from session s
       where s.user_id = :user and s.id < :before and
      """
          + LIVE
          + """
       order by s.id desc
       limit :limit
      """;

  static final String RENEW =
      """
      update session s
         set generation = s.generation + 1, rotation_key = :key,
             current_digest = :successor, previous_digest = s.current_digest,
             rotated_at = :now, last_used_at = :now, idle_expires_at = :idle
        from app_user u
       where s.id = :id and s.generation = :generation
         and s.current_digest = :presented
         and u.id = s.user_id and u.status = 'ACTIVE' and
      """
          + LIVE
          + "returning "
          + WITH_USER;

  static final String REAUTHENTICATE =
      """
      update session s
         set generation = s.generation + 1, rotation_key = :key,
             current_digest = :successor, previous_digest = s.current_digest,
             rotated_at = :now, last_used_at = :now, idle_expires_at = :idle,
             login_at = :now, methods = :methods, assurance = :assurance
        from app_user u
       where s.id = :id and s.generation = :generation
         and u.id = :user and u.id = s.user_id
         and u.status = 'ACTIVE' and u.epoch = :epoch and
      """
          + LIVE
          + "returning "
          + WITH_USER;

  static final String END_ALL =
      """
      update session s
         set ended_at = :now
       where s.user_id = :user and
      """
          + LIVE;

  static final String END_OTHERS =
      """
      update session s
         set ended_at = :now
       where s.user_id = :user and s.id <> :kept and
      """
          + LIVE;

  static final String END_OLDEST =
      """
      with ended as (
        update session
           set ended_at = :now
         where ended_at is null
           and id = any(array(
             select s.id
               from session s
              where s.user_id = :user and
      """
          + LIVE
          + """
              order by s.id desc
             offset :keep))
        returning id)
      select id from ended order by id
      """;

  private SessionSql() {}
}
