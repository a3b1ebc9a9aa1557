package dev.latchkey.adapter.persistence.recovery;

import dev.latchkey.adapter.persistence.Candidates;
import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.Rows;
import dev.latchkey.domain.recovery.Recoveries;
import dev.latchkey.domain.recovery.Recovery;
import dev.latchkey.domain.recovery.RecoveryId;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.verification.CodeDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/**
 * Recoveries in the table {@code recovery}, one row for each user. Whoever needs the row of the
 * user too locks that one first, as signing in and leaving do, so nobody waits in a circle.
 */
public final class JdbiRecoveries implements Recoveries {
  private static final RowMapper<Recovery> RECOVERY =
      (row, context) ->
          new Recovery(
              new RecoveryId(Rows.uuid(row, "id")),
              new UserId(Rows.uuid(row, "user_id")),
              Rows.instant(row, "started_at"),
              Rows.instant(row, "due_at"),
              Rows.instant(row, "expires_at"));

  private static final String BEGIN =
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

  private static final String STANDING =
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

  private static final String MINT_CANCEL =
      OWNER
          + """
          update recovery r
             set cancel_key = :key, cancel_digest = :digest
            from owner
           where r.user_id = owner.id and r.id = :id and r.expires_at > :now
          """;

  private static final String MINT =
      OWNER
          + """
          update recovery r
             set token_key = :key, token_digest = :digest
            from owner
           where r.user_id = owner.id and r.id = :id and r.announced_at is not null
             and r.expires_at > :now
          """;

  private static final String ANNOUNCE =
      OWNER
          + """
          update recovery r
             set announced_at = :now
            from owner
           where r.user_id = owner.id and r.id = :id and r.announced_at is null
             and r.due_at <= :now and r.expires_at > :now
          """;

  private static final String CANCEL =
      """
      delete from recovery r
       using unnest(:keys::text[], :digests::bytea[]) as c (key, digest)
       where r.cancel_key = c.key and r.cancel_digest = c.digest and r.expires_at > :now
      returning r.user_id, r.id, r.started_at, r.due_at, r.expires_at
      """;

  private static final String DUE =
      """
      select r.user_id, r.id, r.started_at, r.due_at, r.expires_at
        from recovery r
        join app_user u on u.id = r.user_id and u.epoch = r.epoch and u.status = 'ACTIVE'
       where r.announced_at is null and r.due_at <= :now and r.expires_at > :now
       order by r.due_at, r.user_id
       limit :limit
      """;

  /** Rows whose token was presented and is good. */
  private static final String GOOD =
      """
      select u.id
        from recovery r
        join unnest(:keys::text[], :digests::bytea[]) as c (key, digest)
          on c.key = r.token_key and c.digest = r.token_digest
        join app_user u on u.id = r.user_id and u.epoch = r.epoch and u.status = 'ACTIVE'
       where r.expires_at > :now
      """;

  /** Waiting for the lock, a caller looks at the user anew, and at the row once he has it. */
  private static final String SPEND =
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

  private final Database database;

  public JdbiRecoveries(Database database) {
    this.database = database;
  }

  @Override
  public Beginning begin(Recovery recovery, User.Epoch seen) {
    return database.call("begin a recovery", handle -> begin(recovery, seen, handle));
  }

  private static Beginning begin(Recovery recovery, User.Epoch seen, Handle handle) {
    var begun =
        handle
            .createQuery(BEGIN)
            .bind("user", recovery.user().value())
            .bind("epoch", seen.value())
            .bind("id", recovery.id().value())
            .bind("startedAt", recovery.startedAt())
            .bind("dueAt", recovery.dueAt())
            .bind("expiresAt", recovery.expiresAt())
            .map(RECOVERY)
            .findOne();
    return begun
        .<Beginning>map(Beginning.Begun::new)
        .or(() -> standing(recovery, seen, handle).map(Beginning.Standing::new))
        .orElseGet(Beginning.Changed::new);
  }

  private static Optional<Recovery> standing(Recovery recovery, User.Epoch seen, Handle handle) {
    return handle
        .createQuery(STANDING)
        .bind("user", recovery.user().value())
        .bind("epoch", seen.value())
        .bind("now", recovery.startedAt())
        .map(RECOVERY)
        .findOne();
  }

  @Override
  public Optional<Recovery> find(RecoveryId id) {
    return database.call(
        "find a recovery",
        handle ->
            handle
                .createQuery(
                    """
                    select user_id, id, started_at, due_at, expires_at
                      from recovery
                     where id = :id
                    """)
                .bind("id", id.value())
                .map(RECOVERY)
                .findOne());
  }

  @Override
  public boolean mintCancel(RecoveryId id, CodeDigest token, Instant now) {
    return minted("mint a token that cancels a recovery", MINT_CANCEL, id, token, now);
  }

  @Override
  public boolean mint(RecoveryId id, CodeDigest token, Instant now) {
    return minted("mint a token of a recovery", MINT, id, token, now);
  }

  private boolean minted(
      String operation, String update, RecoveryId id, CodeDigest token, Instant now) {
    return database.call(
            operation,
            handle ->
                handle
                    .createUpdate(update)
                    .bind("id", id.value())
                    .bind("key", token.key().value())
                    .bind("digest", token.bytes())
                    .bind("now", now)
                    .execute())
        == 1;
  }

  @Override
  public Optional<Recovery> cancel(List<CodeDigest> candidates, Instant now) {
    return database.call(
        "cancel a recovery",
        handle -> presented(candidates, now, handle.createQuery(CANCEL)).map(RECOVERY).findOne());
  }

  @Override
  public List<Recovery> due(int limit, Instant now) {
    return database.call(
        "list due recoveries",
        handle ->
            handle.createQuery(DUE).bind("now", now).bind("limit", limit).map(RECOVERY).list());
  }

  @Override
  public boolean announce(RecoveryId id, Instant now) {
    return database.call(
            "announce a recovery",
            handle ->
                handle.createUpdate(ANNOUNCE).bind("id", id.value()).bind("now", now).execute())
        == 1;
  }

  @Override
  public Optional<UserId> owner(List<CodeDigest> candidates, Instant now) {
    return database.call(
        "check a token of a recovery",
        handle ->
            presented(candidates, now, handle.createQuery(GOOD))
                .map((row, context) -> new UserId(Rows.uuid(row, "id")))
                .findOne());
  }

  @Override
  public Optional<Recovery> spend(List<CodeDigest> candidates, Instant now) {
    return database.call(
        "spend a token of a recovery",
        handle -> presented(candidates, now, handle.createQuery(SPEND)).map(RECOVERY).findOne());
  }

  private static Query presented(List<CodeDigest> candidates, Instant now, Query query) {
    return Candidates.bind(query, candidates).bind("now", now);
  }

  @Override
  public int purge(Instant overBefore) {
    return database.purge(
        "purge recoveries",
        """
        delete from recovery
         where ctid = any(array(
           select ctid from recovery
            where expires_at < :before
            limit :batch
              for update skip locked))
        """,
        overBefore);
  }
}
