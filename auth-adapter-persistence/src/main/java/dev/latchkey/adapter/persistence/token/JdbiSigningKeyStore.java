package dev.latchkey.adapter.persistence.token;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.Rows;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.SecretBox.Sealed;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.token.SigningKey.State;
import dev.latchkey.domain.token.SigningKeyStore;
import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * Signing keys in the table {@code signing_key}; indexes see to it that at most one is active and
 * at most one announced.
 *
 * <p>Whoever changes anything has the table to himself until his unit ends. Changes are rare, and
 * touch two rows in an order that depends on what happened: row locks alone would meet in a
 * deadlock just when a key is revoked in an emergency. Readers do not wait.
 */
public final class JdbiSigningKeyStore implements SigningKeyStore {
  private static final RowMapper<SigningKey> KEY =
      (row, context) ->
          new SigningKey(
              new KeyId(row.getString("id")),
              row.getString("public_jwk"),
              new Sealed(new KeyId(row.getString("sealed_with")), row.getBytes("sealed")),
              State.valueOf(row.getString("state")),
              Rows.instant(row, "created_at"),
              Rows.instant(row, "since"));

  private static final String ONE_AT_A_TIME = "lock table signing_key in share row exclusive mode";

  private static final String ADD =
      """
      insert into signing_key (id, public_jwk, sealed_with, sealed, state, created_at, since)
      values (:id, :publicJwk, :sealedWith, :sealed, :state, :createdAt, :since)
      on conflict do nothing
      """;

  private final Database database;

  public JdbiSigningKeyStore(Database database) {
    this.database = database;
  }

  @Override
  public List<SigningKey> all() {
    return database.call(
        "read the signing keys",
        handle ->
            handle
                .createQuery(
                    """
                    select id, public_jwk, sealed_with, sealed, state, created_at, since
                      from signing_key
                     order by created_at desc, id collate "C" desc
                    """)
                .map(KEY)
                .list());
  }

  @Override
  public boolean addFirst(SigningKey key) {
    return changed("add the first signing key", handle -> add(handle, key, State.ACTIVE)) == 1;
  }

  @Override
  public boolean announce(SigningKey key) {
    return changed("announce a signing key", handle -> add(handle, key, State.ANNOUNCED)) == 1;
  }

  private static int add(Handle handle, SigningKey key, State state) {
    return handle
        .createUpdate(ADD)
        .bind("id", key.id().value())
        .bind("publicJwk", key.publicJwk())
        .bind("sealedWith", key.privateKey().key().value())
        .bind("sealed", key.privateKey().bytes())
        .bind("state", state.name())
        .bind("createdAt", key.createdAt())
        .bind("since", key.since())
        .execute();
  }

  /** Retires first, for the index that allows one active key looks at each row as it is written. */
  @Override
  public boolean promote(KeyId announced, Instant now) {
    return changed(
            "promote a signing key",
            handle -> {
              retireActiveFor(handle, announced, now);
              return activate(handle, announced, now);
            })
        == 1;
  }

  private static void retireActiveFor(Handle handle, KeyId announced, Instant now) {
    handle
        .createUpdate(
            """
            update signing_key
               set state = 'RETIRED', since = :now
             where state = 'ACTIVE'
               and exists (
                   select from signing_key where id = :announced and state = 'ANNOUNCED')
            """)
        .bind("announced", announced.value())
        .bind("now", now)
        .execute();
  }

  private static int activate(Handle handle, KeyId announced, Instant now) {
    return handle
        .createUpdate(
            """
            update signing_key
               set state = 'ACTIVE', since = :now
             where id = :announced and state = 'ANNOUNCED'
            """)
        .bind("announced", announced.value())
        .bind("now", now)
        .execute();
  }

  @Override
  public boolean revoke(KeyId key, Instant now) {
    return changed(
            "revoke a signing key",
            handle ->
                handle
                    .createUpdate(
                        """
                        update signing_key
                           set state = 'REVOKED', since = :now
                         where id = :key and state <> 'REVOKED'
                        """)
                    .bind("key", key.value())
                    .bind("now", now)
                    .execute())
        == 1;
  }

  @Override
  public int forget(Instant retiredBefore) {
    return changed(
        "forget signing keys",
        handle ->
            handle
                .createUpdate(
                    """
                    delete from signing_key
                     where state = 'RETIRED' and since < :before
                    """)
                .bind("before", retiredBefore)
                .execute());
  }

  /** In the unit that is open, or else in a transaction of its own. */
  private int changed(String operation, ToIntFunction<Handle> change) {
    return database.call(
        operation,
        handle ->
            handle.inTransaction(
                joined -> {
                  joined.execute(ONE_AT_A_TIME);
                  return change.applyAsInt(joined);
                }));
  }
}
