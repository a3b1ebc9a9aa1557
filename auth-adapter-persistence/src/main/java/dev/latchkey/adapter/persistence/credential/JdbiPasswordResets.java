package dev.latchkey.adapter.persistence.credential;

import dev.latchkey.adapter.persistence.Candidates;
import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.Rows;
import dev.latchkey.domain.credential.PasswordResetId;
import dev.latchkey.domain.credential.PasswordResetRequest;
import dev.latchkey.domain.credential.PasswordResets;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.verification.CodeDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/**
 * Requests in the table {@code password_reset}, one row for each address. Whoever needs the row of
 * the user too locks that one first, as signing in and leaving do, so nobody waits in a circle.
 */
public final class JdbiPasswordResets implements PasswordResets {
  private static final RowMapper<PasswordResetRequest> REQUEST =
      (row, context) ->
          new PasswordResetRequest(
              new PasswordResetId(Rows.uuid(row, "id")),
              EmailAddress.of(row.getString("email")),
              Rows.instant(row, "requested_at"),
              Rows.instant(row, "expires_at"));

  private static final String REQUEST_SQL =
      """
      insert into password_reset (email, id, requested_at, expires_at)
      values (:email, :id, :requestedAt, :expiresAt)
      on conflict (email) do update
         set id = excluded.id, requested_at = excluded.requested_at,
             expires_at = excluded.expires_at, user_id = null, epoch = null, token_key = null,
             token_digest = null, token_expires_at = null
      """;

  private static final String MINT =
      """
      with owner as (
        select id, epoch
          from app_user
         where id = :user and epoch = :epoch and status = 'ACTIVE'
           for key share)
      update password_reset r
         set user_id = owner.id, epoch = owner.epoch, token_key = :key, token_digest = :digest,
             token_expires_at = :tokenExpiresAt
        from owner
       where r.id = :id and r.expires_at > :now
      """;

  /** Rows whose token was presented and is good; the user is the one he was when it was minted. */
  private static final String GOOD =
      """
      select u.id
        from password_reset r
        join unnest(:keys::text[], :digests::bytea[]) as c (key, digest)
          on c.key = r.token_key and c.digest = r.token_digest
        join app_user u on u.id = r.user_id and u.epoch = r.epoch and u.status = 'ACTIVE'
       where r.token_expires_at > :now
      """;

  /** Waiting for the lock, a caller looks at the user anew, and at the row once he has it. */
  private static final String SPEND =
      """
      with owner as (
      %s
         for no key update of u)
      delete from password_reset r
       using owner, unnest(:keys::text[], :digests::bytea[]) as c (key, digest)
       where r.user_id = owner.id and r.token_key = c.key and r.token_digest = c.digest
         and r.token_expires_at > :now
      returning r.user_id
      """
          .formatted(GOOD);

  private final Database database;

  public JdbiPasswordResets(Database database) {
    this.database = database;
  }

  @Override
  public void request(PasswordResetRequest request) {
    database.call(
        "request a password reset",
        handle ->
            handle
                .createUpdate(REQUEST_SQL)
                .bind("email", request.email().value())
                .bind("id", request.id().value())
                .bind("requestedAt", request.requestedAt())
                .bind("expiresAt", request.expiresAt())
                .execute());
  }

  @Override
  public Optional<PasswordResetRequest> find(PasswordResetId id) {
    return database.call(
        "find a password reset",
        handle ->
            handle
                .createQuery(
                    """
                    select id, email, requested_at, expires_at
                      from password_reset
                     where id = :id
                    """)
                .bind("id", id.value())
                .map(REQUEST)
                .findOne());
  }

  @Override
  public boolean mint(PasswordResetId id, User user, NewToken token, Instant now) {
    return database.call(
            "mint a token for a password reset",
            handle ->
                handle
                    .createUpdate(MINT)
                    .bind("user", user.id().value())
                    .bind("epoch", user.epoch().value())
                    .bind("key", token.digest().key().value())
                    .bind("digest", token.digest().bytes())
                    .bind("tokenExpiresAt", token.expiresAt())
                    .bind("id", id.value())
                    .bind("now", now)
                    .execute())
        == 1;
  }

  @Override
  public Optional<UserId> owner(List<CodeDigest> candidates, Instant now) {
    return database.call(
        "check a token for a password reset",
        handle ->
            presented(candidates, now, handle.createQuery(GOOD))
                .map((row, context) -> new UserId(Rows.uuid(row, "id")))
                .findOne());
  }

  @Override
  public Optional<UserId> spend(List<CodeDigest> candidates, Instant now) {
    return database.call(
        "spend a token for a password reset",
        handle ->
            presented(candidates, now, handle.createQuery(SPEND))
                .map((row, context) -> new UserId(Rows.uuid(row, "user_id")))
                .findOne());
  }

  private static Query presented(List<CodeDigest> candidates, Instant now, Query query) {
    return Candidates.bind(query, candidates).bind("now", now);
  }

  @Override
  public int purge(Instant overBefore) {
    return database.purge(
        "purge password resets",
        """
        delete from password_reset
         where ctid = any(array(
           select ctid from password_reset
            where greatest(expires_at, token_expires_at) < :before
            limit :batch
              for update skip locked))
        """,
        overBefore);
  }
}
