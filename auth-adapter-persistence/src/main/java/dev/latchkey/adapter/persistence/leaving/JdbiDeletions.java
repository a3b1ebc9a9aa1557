package dev.latchkey.adapter.persistence.leaving;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.Rows;
import dev.latchkey.domain.kernel.SecretDigest;
import dev.latchkey.domain.leaving.Deletions;
import dev.latchkey.domain.leaving.PendingDeletion;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * Wishes in the table {@code pending_deletion}, one row each, which is also their lock. Whoever
 * needs the row of the user too locks that one first, as signing in does, so nobody waits in a
 * circle.
 */
public final class JdbiDeletions implements Deletions {
  private static final RowMapper<PendingDeletion> DELETION =
      (row, context) ->
          new PendingDeletion(
              new UserId(Rows.uuid(row, "user_id")),
              Rows.instant(row, "requested_at"),
              Rows.instant(row, "delete_at"));

  private static final RowMapper<Request> REQUEST =
      (row, context) ->
          row.getBoolean("is_new")
              ? new Request.Noted(DELETION.map(row, context))
              : new Request.Standing(DELETION.map(row, context));

  /** An update that changes nothing is how the row that was there first can be answered. */
  private static final String REQUEST_SQL =
      """
      insert into pending_deletion as d (user_id, requested_at, delete_at)
      select u.id, :requestedAt, :deleteAt from app_user u where u.id = :user for key share
      on conflict (user_id) do update set user_id = d.user_id
      returning user_id, requested_at, delete_at, xmax = 0 as is_new
      """;

  private final Database database;

  public JdbiDeletions(Database database) {
    this.database = database;
  }

  @Override
  public Request request(PendingDeletion wish) {
    return database.call(
        "request a deletion",
        handle ->
            handle
                .createQuery(REQUEST_SQL)
                .bind("user", wish.user().value())
                .bind("requestedAt", wish.requestedAt())
                .bind("deleteAt", wish.deleteAt())
                .map(REQUEST)
                .findOne()
                .orElseGet(Request.UnknownUser::new));
  }

  @Override
  public Optional<PendingDeletion> find(UserId user) {
    return database.call(
        "find a pending deletion",
        handle ->
            handle
                .createQuery(
                    """
                    select user_id, requested_at, delete_at
                      from pending_deletion
                     where user_id = :user
                    """)
                .bind("user", user.value())
                .map(DELETION)
                .findOne());
  }

  @Override
  public boolean mint(PendingDeletion wish, SecretDigest token, Instant now) {
    return database.call(
            "mint a token that undoes a deletion",
            handle ->
                handle
                    .createUpdate(
                        """
                        update pending_deletion
                           set undo_digest = :digest
                         where user_id = :user and requested_at = :requestedAt
                           and delete_at > :now
                        """)
                    .bind("digest", token.bytes())
                    .bind("user", wish.user().value())
                    .bind("requestedAt", wish.requestedAt())
                    .bind("now", now)
                    .execute())
        == 1;
  }

  @Override
  public Optional<UserId> undo(SecretDigest token, Instant now) {
    return database.call(
        "undo a deletion",
        handle ->
            handle
                .createQuery(
                    """
                    delete from pending_deletion
                     where undo_digest = :digest and delete_at > :now
                    returning user_id
                    """)
                .bind("digest", token.bytes())
                .bind("now", now)
                .map((row, context) -> new UserId(Rows.uuid(row, "user_id")))
                .findOne());
  }

  @Override
  public boolean withdraw(UserId user, Instant now) {
    return database.call(
            "withdraw a deletion",
            handle ->
                handle
                    .createUpdate(
                        """
                        delete from pending_deletion
                         where user_id = :user and delete_at > :now
                        """)
                    .bind("user", user.value())
                    .bind("now", now)
                    .execute())
        == 1;
  }

  @Override
  public List<UserId> due(int limit, Instant now) {
    return database.call(
        "list due deletions",
        handle ->
            handle
                .createQuery(
                    """
                    select user_id
                      from pending_deletion
                     where delete_at <= :now
                     order by delete_at, user_id
                     limit :limit
                    """)
                .bind("now", now)
                .bind("limit", limit)
                .map((row, context) -> new UserId(Rows.uuid(row, "user_id")))
                .list());
  }

  @Override
  public boolean take(UserId user, Instant now) {
    return database.call(
            "take a due deletion",
            handle ->
                handle
                    .createUpdate(
                        """
                        with leaver as (
                          select id from app_user where id = :user for update)
                        delete from pending_deletion d
                         using leaver
                         where d.user_id = leaver.id and d.delete_at <= :now
                        """)
                    .bind("user", user.value())
                    .bind("now", now)
                    .execute())
        == 1;
  }
}
