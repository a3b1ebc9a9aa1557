package dev.latchkey.adapter.persistence.address;

import dev.latchkey.adapter.persistence.Candidates;
import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.Rows;
import dev.latchkey.domain.address.AddressChange;
import dev.latchkey.domain.address.AddressChangeId;
import dev.latchkey.domain.address.AddressChanges;
import dev.latchkey.domain.address.LeftAddress;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.verification.CodeDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Wishes in the table {@code address_change}, one row for each user, and what came of them in
 * {@code left_address}. The row of the user is the lock of both.
 */
public final class JdbiAddressChanges implements AddressChanges {
  private static final RowMapper<AddressChange> CHANGE =
      (row, context) ->
          new AddressChange(
              new AddressChangeId(Rows.uuid(row, "id")),
              new UserId(Rows.uuid(row, "user_id")),
              EmailAddress.of(row.getString("email")),
              Rows.instant(row, "requested_at"),
              Rows.instant(row, "expires_at"));

  private static final RowMapper<LeftAddress> LEFT =
      (row, context) ->
          new LeftAddress(
              new AddressChangeId(Rows.uuid(row, "id")),
              new UserId(Rows.uuid(row, "user_id")),
              EmailAddress.of(row.getString("email")),
              EmailAddress.of(row.getString("taken")),
              Rows.instant(row, "left_at"),
              Rows.instant(row, "reserved_until"));

  private static final RowMapper<Answer> ANSWER =
      (row, context) -> new Answer(row.getBoolean("is_right"), row.getBoolean("is_moved"));

  private final Database database;

  public JdbiAddressChanges(Database database) {
    this.database = database;
  }

  private record Answer(boolean isRight, boolean isMoved) {}

  @Override
  public boolean request(AddressChange change, User.Epoch seen) {
    return database.call(
            "request another address",
            handle -> {
              lock(AddressSql.LOCK_WISHER, change.user(), handle);
              return handle
                  .createUpdate(AddressSql.REQUEST)
                  .bind("user", change.user().value())
                  .bind("epoch", seen.value())
                  .bind("id", change.id().value())
                  .bind("email", change.wanted().value())
                  .bind("requestedAt", change.requestedAt())
                  .bind("expiresAt", change.expiresAt())
                  .execute();
            })
        == 1;
  }

  private static void lock(String statement, UserId user, Handle handle) {
    handle.createQuery(statement).bind("user", user.value()).mapTo(String.class).findOne();
  }

  @Override
  public Optional<AddressChange> find(AddressChangeId id) {
    return database.call("find a change of address", handle -> found("address_change", id, handle));
  }

  @Override
  public Optional<AddressChange> findReplaced(AddressChangeId id) {
    return database.call(
        "find a replaced change of address",
        handle -> found("replaced_address_change", id, handle));
  }

  private static Optional<AddressChange> found(String table, AddressChangeId id, Handle handle) {
    return handle
        .createQuery(
            "select id, user_id, email, requested_at, expires_at from <table> where id = :id")
        .define("table", table)
        .bind("id", id.value())
        .map(CHANGE)
        .findOne();
  }

  @Override
  public Optional<AddressChange> findOf(UserId user) {
    return database.call(
        "find the change of address of a user",
        handle ->
            handle
                .createQuery(
                    """
                    select id, user_id, email, requested_at, expires_at
                      from address_change
                     where user_id = :user
                    """)
                .bind("user", user.value())
                .map(CHANGE)
                .findOne());
  }

  @Override
  public boolean isFreeFor(UserId user, EmailAddress address) {
    return database.call(
        "look whether an address is free for a user",
        handle ->
            handle
                .createQuery(AddressSql.IS_FREE)
                .bind("user", user.value())
                .bind("email", address.value())
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public boolean mint(AddressChangeId id, NewCode code, Instant now) {
    return database.call(
            "mint a code for an address",
            handle ->
                handle
                    .createUpdate(AddressSql.MINT)
                    .bind("id", id.value())
                    .bind("key", code.digest().key().value())
                    .bind("digest", code.digest().bytes())
                    .bind("codeExpiresAt", code.expiresAt())
                    .bind("answers", code.wrongAnswers())
                    .bind("now", now)
                    .execute())
        == 1;
  }

  @Override
  public Confirmation confirm(
      AddressChangeId id, List<CodeDigest> candidates, Instant reservedUntil, Instant now) {
    requireUnit();
    return database.call(
        "confirm another address",
        handle ->
            presented(handle.createQuery(AddressSql.CONFIRM), candidates, now)
                .bind("id", id.value())
                .bind("until", reservedUntil)
                .map(ANSWER)
                .findOne()
                .map(answer -> confirmation(answer, id, handle))
                .orElseGet(Confirmation.Dead::new));
  }

  private static Confirmation confirmation(Answer answer, AddressChangeId id, Handle handle) {
    if (!answer.isRight()) {
      return new Confirmation.Wrong();
    }
    return answer.isMoved()
        ? new Confirmation.Changed(left(id, handle).orElseThrow())
        : new Confirmation.Taken();
  }

  @Override
  public Optional<LeftAddress> findLeft(AddressChangeId id) {
    return database.call("find a left address", handle -> left(id, handle));
  }

  private static Optional<LeftAddress> left(AddressChangeId id, Handle handle) {
    return handle.createQuery(AddressSql.LEFT).bind("id", id.value()).map(LEFT).findOne();
  }

  @Override
  public Optional<LeftAddress> findKept(UserId user, Instant at, Instant now) {
    return database.call(
        "find the address of a moment",
        handle ->
            handle
                .createQuery(AddressSql.KEPT)
                .bind("user", user.value())
                .bind("at", at)
                .bind("now", now)
                .map(LEFT)
                .findOne());
  }

  @Override
  public boolean mintUndo(AddressChangeId id, CodeDigest token, Instant now) {
    return database.call(
            "mint a token that undoes a change of address",
            handle ->
                handle
                    .createUpdate(AddressSql.MINT_UNDO)
                    .bind("id", id.value())
                    .bind("key", token.key().value())
                    .bind("digest", token.bytes())
                    .bind("now", now)
                    .execute())
        == 1;
  }

  @Override
  public Optional<LeftAddress> undo(List<CodeDigest> candidates, Instant now) {
    requireUnit();
    return database.call(
        "undo a change of address",
        handle -> {
          presented(handle.createQuery(AddressSql.LOCK_LEAVER), candidates, now)
              .mapTo(String.class)
              .findOne();
          var undone =
              presented(handle.createQuery(AddressSql.UNDO), candidates, now).map(LEFT).findOne();
          undone.ifPresent(left -> restore(left, handle, now));
          return undone;
        });
  }

  @Override
  public Optional<LeftAddress> takeBack(UserId user, EmailAddress address, Instant now) {
    requireUnit();
    return database.call(
        "take a left address back",
        handle -> {
          lock(AddressSql.LOCK_USER, user, handle);
          var kept =
              handle
                  .createQuery(AddressSql.KEPT_FOR)
                  .bind("user", user.value())
                  .bind("email", address.value())
                  .bind("now", now)
                  .map(LEFT)
                  .findOne();
          kept.ifPresent(left -> restore(left, handle, now));
          return kept;
        });
  }

  private static void restore(LeftAddress left, Handle handle, Instant now) {
    handle
        .createUpdate(AddressSql.RESTORE)
        .bind("user", left.user().value())
        .bind("email", left.left().value())
        .bind("leftAt", left.leftAt())
        .bind("change", left.change().value())
        .bind("now", now)
        .execute();
  }

  private void requireUnit() {
    if (database.unitConnection().isEmpty()) {
      throw new IllegalStateException("addresses change in a unit of work");
    }
  }

  private static <S extends SqlStatement<S>> S presented(
      S statement, List<CodeDigest> candidates, Instant now) {
    return Candidates.bind(statement, candidates).bind("now", now);
  }

  @Override
  public int purge(Instant overBefore) {
    return database.purge("purge wishes for addresses", AddressSql.PURGE_WISHES, overBefore)
        + database.purge("purge replaced wishes", AddressSql.PURGE_REPLACED, overBefore)
        + database.purge("purge left addresses", AddressSql.PURGE_LEFT, overBefore);
  }
}
