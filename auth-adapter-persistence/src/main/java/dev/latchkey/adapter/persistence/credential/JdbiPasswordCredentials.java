package dev.latchkey.adapter.persistence.credential;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.Rows;
import dev.latchkey.adapter.persistence.user.JdbiUsers;
import dev.latchkey.domain.credential.PasswordCredential;
import dev.latchkey.domain.credential.PasswordCredentials;
import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;

/** Passwords in the table {@code password_credential}, one row for each user who has one. */
public final class JdbiPasswordCredentials implements PasswordCredentials {
  private static final RowMapper<PasswordCredential> CREDENTIAL =
      (row, context) ->
          new PasswordCredential(
              JdbiUsers.USER.map(row, context),
              new PasswordHash(row.getString("hash")),
              row.getBoolean("is_frozen"));

  private static final RowMapper<Map.Entry<UserId, PasswordHash>> HASH =
      (row, context) ->
          Map.entry(new UserId(Rows.uuid(row, "user_id")), new PasswordHash(row.getString("hash")));

  private final Database database;

  public JdbiPasswordCredentials(Database database) {
    this.database = database;
  }

  @Override
  public Optional<PasswordCredential> findByEmail(EmailAddress email) {
    return database.call(
        "find a password",
        handle ->
            handle
                .createQuery(
                    """
                    select p.hash, p.frozen_at is not null as is_frozen, u.id as user_id, u.email, u.name,
                           u.language, u.status, u.epoch, u.roles,
                           u.created_at as born_at
                      from app_user u
                      join password_credential p on p.user_id = u.id
                     where u.email = :email
                    """)
                .bind("email", email.value())
                .map(CREDENTIAL)
                .findOne());
  }

  @Override
  public Map<UserId, PasswordHash> hashesOf(Set<UserId> users) {
    var ids = users.stream().map(UserId::value).toList();
    return database.call(
        "read passwords",
        handle ->
            handle
                .createQuery(
                    """
                    select user_id, hash
                      from password_credential
                     where user_id = any(:users) and frozen_at is null
                    """)
                .bindArray("users", UUID.class, ids)
                .map(HASH)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Override
  public void set(UserId user, PasswordHash hash, Instant now) {
    database.call(
        "set a password",
        handle ->
            handle
                .createUpdate(
                    """
                    insert into password_credential (user_id, hash, changed_at)
                    values (:user, :hash, :now)
                    on conflict (user_id) do update
                       set hash = excluded.hash, changed_at = excluded.changed_at,
                           frozen_at = null
                    """)
                .bind("user", user.value())
                .bind("hash", hash.phc())
                .bind("now", now)
                .execute());
  }

  @Override
  public boolean freeze(UserId user, Instant now) {
    return database.call(
            "freeze a password",
            handle ->
                handle
                    .createUpdate(
                        """
                        update password_credential
                           set frozen_at = coalesce(frozen_at, :now)
                         where user_id = :user
                        """)
                    .bind("user", user.value())
                    .bind("now", now)
                    .execute())
        == 1;
  }

  @Override
  public boolean freezeSetAfter(UserId user, Instant instant, Instant now) {
    return database.call(
            "freeze a newer password",
            handle ->
                handle
                    .createUpdate(
                        """
                        update password_credential
                           set frozen_at = coalesce(frozen_at, :now)
                         where user_id = :user and changed_at > :instant
                        """)
                    .bind("user", user.value())
                    .bind("instant", instant)
                    .bind("now", now)
                    .execute())
        == 1;
  }

  @Override
  public boolean rehash(UserId user, PasswordHash old, PasswordHash fresh) {
    return database.call(
            "rehash a password",
            handle ->
                handle
                    .createUpdate(
                        """
                        update password_credential
                           set hash = :fresh
                         where user_id = :user and hash = :old
                        """)
                    .bind("user", user.value())
                    .bind("old", old.phc())
                    .bind("fresh", fresh.phc())
                    .execute())
        == 1;
  }
}
