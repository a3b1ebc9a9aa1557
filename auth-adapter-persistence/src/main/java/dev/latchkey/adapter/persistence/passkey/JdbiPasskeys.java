package dev.latchkey.adapter.persistence.passkey;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.Rows;
import dev.latchkey.adapter.persistence.user.JdbiUsers;
import dev.latchkey.domain.passkey.CosePublicKey;
import dev.latchkey.domain.passkey.CredentialId;
import dev.latchkey.domain.passkey.HeldPasskey;
import dev.latchkey.domain.passkey.Passkey;
import dev.latchkey.domain.passkey.PasskeyCeremony.Shown;
import dev.latchkey.domain.passkey.PasskeyCredential;
import dev.latchkey.domain.passkey.PasskeyId;
import dev.latchkey.domain.passkey.Passkeys;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * Passkeys in the table {@code passkey}, whose unique constraint decides who owns a credential.
 *
 * <p>Whoever adds, removes or uses one locks its user first, as signing in does, and looks at the
 * passkeys in a statement of its own after that: one that waited for the lock would still count
 * what was there before.
 */
public final class JdbiPasskeys implements Passkeys {
  private static final RowMapper<Passkey> PASSKEY =
      (row, context) ->
          new Passkey(
              new PasskeyId(Rows.uuid(row, "id")),
              new UserId(Rows.uuid(row, "user_id")),
              new PasskeyCredential(
                  new CredentialId(row.getBytes("credential_id")),
                  new CosePublicKey(row.getBytes("public_key")),
                  Rows.uuid(row, "aaguid"),
                  row.getLong("sign_count"),
                  row.getBoolean("backup_eligible"),
                  row.getBoolean("backed_up"),
                  Set.copyOf(Rows.texts(row, "transports"))),
              new DisplayName(row.getString("passkey_name")),
              Rows.instant(row, "added_at"),
              Rows.instantOrNull(row, "used_at"));

  private static final RowMapper<HeldPasskey> HELD =
      (row, context) ->
          new HeldPasskey(PASSKEY.map(row, context), JdbiUsers.USER.map(row, context));

  private final Database database;

  public JdbiPasskeys(Database database) {
    this.database = database;
  }

  @Override
  public Addition add(Passkey passkey, User.Epoch seen, int limit) {
    requireUnit();
    return database.call("add a passkey", unit -> add(unit, passkey, seen, limit));
  }

  private static Addition add(Handle unit, Passkey passkey, User.Epoch seen, int limit) {
    var owner =
        unit.createQuery(PasskeySql.LOCK_UNCHANGED)
            .bind("user", passkey.owner().value())
            .bind("seen", seen.value())
            .mapTo(Integer.class)
            .findOne();
    if (owner.isEmpty()) {
      return new Addition.Stale();
    }
    if (insert(unit, passkey, limit) == 1) {
      return new Addition.Added(passkey);
    }
    return count(unit, passkey.owner()) >= limit ? new Addition.Full() : new Addition.Taken();
  }

  private static int insert(Handle unit, Passkey passkey, int limit) {
    var credential = passkey.credential();
    return unit.createUpdate(PasskeySql.ADD)
        .bind("id", passkey.id().value())
        .bind("user", passkey.owner().value())
        .bind("credential", credential.id().bytes())
        .bind("key", credential.key().bytes())
        .bind("aaguid", credential.aaguid())
        .bind("count", credential.signCount())
        .bind("eligible", credential.backupEligible())
        .bind("backedUp", credential.backedUp())
        .bindArray("transports", String.class, credential.transports().stream().sorted().toList())
        .bind("name", passkey.name().value())
        .bind("addedAt", passkey.addedAt())
        .bind("usedAt", passkey.usedAt())
        .bind("limit", limit)
        .execute();
  }

  private static int count(Handle unit, UserId owner) {
    return unit.createQuery(PasskeySql.COUNT)
        .bind("user", owner.value())
        .mapTo(Integer.class)
        .one();
  }

  @Override
  public Optional<HeldPasskey> find(CredentialId credential) {
    return database.call(
        "find a passkey",
        handle ->
            handle
                .createQuery(PasskeySql.FIND)
                .bind("credential", credential.bytes())
                .map(HELD)
                .findOne());
  }

  @Override
  public List<Passkey> list(UserId owner) {
    return database.call(
        "list passkeys",
        handle ->
            handle.createQuery(PasskeySql.LIST).bind("user", owner.value()).map(PASSKEY).list());
  }

  @Override
  public Optional<Passkey> rename(UserId owner, PasskeyId id, DisplayName name) {
    return database.call(
        "rename a passkey",
        handle ->
            handle
                .createQuery(PasskeySql.RENAME)
                .bind("user", owner.value())
                .bind("id", id.value())
                .bind("name", name.value())
                .map(PASSKEY)
                .findOne());
  }

  @Override
  public Removal remove(UserId owner, PasskeyId id, Instant now) {
    requireUnit();
    return database.call("remove a passkey", unit -> remove(unit, owner, id, now));
  }

  @Override
  public int removeAddedSince(UserId owner, Instant since, Instant now) {
    requireUnit();
    return database.call(
        "remove passkeys that were added",
        unit -> {
          unit.createQuery(PasskeySql.LOCK)
              .bind("user", owner.value())
              .mapTo(Integer.class)
              .findOne();
          return unit.createUpdate(PasskeySql.REMOVE_ADDED_SINCE)
              .bind("user", owner.value())
              .bind("since", since)
              .bind("now", now)
              .execute();
        });
  }

  private static Removal remove(Handle unit, UserId owner, PasskeyId id, Instant now) {
    unit.createQuery(PasskeySql.LOCK).bind("user", owner.value()).mapTo(Integer.class).findOne();
    var removed =
        unit.createUpdate(PasskeySql.REMOVE)
            .bind("user", owner.value())
            .bind("id", id.value())
            .bind("now", now)
            .execute();
    if (removed == 1) {
      unit.createUpdate(PasskeySql.RAISE_EPOCH).bind("user", owner.value()).execute();
      return new Removal.Removed();
    }
    return storedCount(unit, owner, id).isPresent()
        ? new Removal.LastWayIn()
        : new Removal.Unknown();
  }

  @Override
  public Use use(Passkey passkey, Shown.Verified shown, Instant now) {
    return database.call("note the use of a passkey", handle -> use(handle, passkey, shown, now));
  }

  private static Use use(Handle handle, Passkey passkey, Shown.Verified shown, Instant now) {
    var noted =
        handle
            .createUpdate(PasskeySql.USE)
            .bind("user", passkey.owner().value())
            .bind("id", passkey.id().value())
            .bind("count", shown.signCount())
            .bind("backedUp", shown.backedUp())
            .bind("now", now)
            .execute();
    if (noted == 1) {
      return new Use.Noted();
    }
    return storedCount(handle, passkey.owner(), passkey.id())
        .<Use>map(Use.WentBack::new)
        .orElseGet(Use.Gone::new);
  }

  /** Empty when there is no such passkey. */
  private static Optional<Long> storedCount(Handle handle, UserId owner, PasskeyId id) {
    return handle
        .createQuery(PasskeySql.STORED_COUNT)
        .bind("user", owner.value())
        .bind("id", id.value())
        .mapTo(Long.class)
        .findOne();
  }

  /** Without one, every statement would commit at once, and let go of the lock. */
  private void requireUnit() {
    if (database.unitConnection().isEmpty()) {
      throw new IllegalStateException("passkeys are added and removed in a unit of work");
    }
  }
}
