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
            .createQuery(RecoverySql.BEGIN)
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
        .createQuery(RecoverySql.STANDING)
        .bind("user", recovery.user().value())
        .bind("epoch", seen.value())
        .bind("now", recovery.startedAt())
        .map(RECOVERY)
        .findOne();
  }

  @Override
  public Optional<Recovery> findOpen(UserId user, Instant now) {
    return ofUser("find the recovery of a user", RecoverySql.OPEN, user, now);
  }

  @Override
  public Optional<Recovery> cancelOf(UserId user, Instant now) {
    return ofUser("cancel the recovery of a user", RecoverySql.CANCEL_OF, user, now);
  }

  private Optional<Recovery> ofUser(String operation, String query, UserId user, Instant now) {
    return database.call(
        operation,
        handle ->
            handle
                .createQuery(query)
                .bind("user", user.value())
                .bind("now", now)
                .map(RECOVERY)
                .findOne());
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
    return minted("mint a token that cancels a recovery", RecoverySql.MINT_CANCEL, id, token, now);
  }

  @Override
  public boolean mint(RecoveryId id, CodeDigest token, Instant now) {
    return minted("mint a token of a recovery", RecoverySql.MINT, id, token, now);
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
        handle ->
            presented(candidates, now, handle.createQuery(RecoverySql.CANCEL))
                .map(RECOVERY)
                .findOne());
  }

  @Override
  public List<Recovery> due(int limit, Instant now) {
    return database.call(
        "list due recoveries",
        handle ->
            handle
                .createQuery(RecoverySql.DUE)
                .bind("now", now)
                .bind("limit", limit)
                .map(RECOVERY)
                .list());
  }

  @Override
  public boolean announce(RecoveryId id, Instant now) {
    return database.call(
            "announce a recovery",
            handle ->
                handle
                    .createUpdate(RecoverySql.ANNOUNCE)
                    .bind("id", id.value())
                    .bind("now", now)
                    .execute())
        == 1;
  }

  @Override
  public Optional<UserId> owner(List<CodeDigest> candidates, Instant now) {
    return database.call(
        "check a token of a recovery",
        handle ->
            presented(candidates, now, handle.createQuery(RecoverySql.GOOD))
                .map((row, context) -> new UserId(Rows.uuid(row, "id")))
                .findOne());
  }

  @Override
  public Optional<Recovery> spend(List<CodeDigest> candidates, Instant now) {
    return database.call(
        "spend a token of a recovery",
        handle ->
            presented(candidates, now, handle.createQuery(RecoverySql.SPEND))
                .map(RECOVERY)
                .findOne());
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
