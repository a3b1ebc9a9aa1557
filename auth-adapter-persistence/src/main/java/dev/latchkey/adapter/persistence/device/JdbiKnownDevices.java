package dev.latchkey.adapter.persistence.device;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.HintsJson;
import dev.latchkey.adapter.persistence.Rows;
import dev.latchkey.domain.device.DeviceId;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.device.KnownDevices;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.SecretDigest;
import dev.latchkey.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Known devices in the table {@code known_device}, one row for each user and device. */
public final class JdbiKnownDevices implements KnownDevices {
  private final Database database;

  public JdbiKnownDevices(Database database) {
    this.database = database;
  }

  /** What a device of this user is stored with. */
  private record Row(DeviceId id, SecretDigest digest) {}

  @Override
  public Optional<KnownDevice> recognise(
      UserId user, Collection<DeviceToken> shown, Instant seenAfter) {
    var digests = shown.stream().map(token -> token.digest().bytes()).toList();
    return database
        .call(
            "recognise a device",
            handle ->
                handle
                    .createQuery(
                        """
                        select id, digest
                          from known_device
                         where user_id = :user and digest = any(:digests) and seen_at > :after
                         order by seen_at desc
                         limit 1
                        """)
                    .bind("user", user.value())
                    .bindArray("digests", byte[].class, digests)
                    .bind("after", seenAfter)
                    .map(
                        (row, context) ->
                            new Row(
                                new DeviceId(Rows.uuid(row, "id")),
                                new SecretDigest(row.getBytes("digest"))))
                    .findOne())
        .flatMap(row -> known(row, shown));
  }

  private static Optional<KnownDevice> known(Row row, Collection<DeviceToken> shown) {
    return shown.stream()
        .filter(token -> token.digest().equals(row.digest()))
        .map(token -> new KnownDevice(row.id(), token))
        .findFirst();
  }

  /** What goes is chosen among those that were there before, so one place less is left to them. */
  @Override
  public void add(UserId user, KnownDevice device, ClientContext client, int limit, Instant now) {
    database.call(
        "remember a device",
        handle ->
            handle
                .createUpdate(
                    """
                    with displaced as (
                      delete from known_device
                       where user_id = :user and id in (
                         select id
                           from known_device
                          where user_id = :user
                          order by (seen_at > added_at) desc, seen_at desc, id desc
                         offset :kept))
                    insert into known_device (
                      user_id, id, digest, added_at, seen_at, address, user_agent, client_hints)
                    values (
                      :user, :id, :digest, :now, :now, :address, :agent, cast(:hints as jsonb))
                    """)
                .bind("user", user.value())
                .bind("id", device.id().value())
                .bind("digest", device.token().digest().bytes())
                .bind("now", now)
                .bind("kept", limit - 1)
                .bind("address", client.address())
                .bind("agent", client.userAgent())
                .bind("hints", HintsJson.write(client.hints()))
                .execute());
  }

  @Override
  public boolean seen(UserId user, DeviceId device, ClientContext client, Instant now) {
    return database.call(
            "note the use of a device",
            handle ->
                handle
                    .createUpdate(
                        """
                        update known_device
                           set seen_at = greatest(seen_at, :now), address = :address,
                               user_agent = :agent, client_hints = cast(:hints as jsonb)
                         where user_id = :user and id = :id
                        """)
                    .bind("user", user.value())
                    .bind("id", device.value())
                    .bind("now", now)
                    .bind("address", client.address())
                    .bind("agent", client.userAgent())
                    .bind("hints", HintsJson.write(client.hints()))
                    .execute())
        == 1;
  }

  @Override
  public List<SeenDevice> list(UserId user, Instant seenAfter) {
    return database.call(
        "list the devices of a user",
        handle ->
            handle
                .createQuery(
                    """
                    select id, added_at, seen_at, address, user_agent, client_hints
                      from known_device
                     where user_id = :user and seen_at > :after
                     order by seen_at desc, id desc
                    """)
                .bind("user", user.value())
                .bind("after", seenAfter)
                .map((row, context) -> seenDevice(row))
                .list());
  }

  private static SeenDevice seenDevice(ResultSet row) throws SQLException {
    return new SeenDevice(
        new DeviceId(Rows.uuid(row, "id")),
        Rows.instant(row, "added_at"),
        Rows.instant(row, "seen_at"),
        new ClientContext(
            row.getString("address"),
            row.getString("user_agent"),
            null,
            HintsJson.read(row.getString("client_hints"))));
  }

  @Override
  public boolean forget(UserId user, DeviceId device) {
    return database.call(
            "forget a device",
            handle ->
                handle
                    .createUpdate("delete from known_device where user_id = :user and id = :id")
                    .bind("user", user.value())
                    .bind("id", device.value())
                    .execute())
        == 1;
  }

  @Override
  public int forgetAll(UserId user) {
    return database.call(
        "forget the devices of a user",
        handle ->
            handle
                .createUpdate("delete from known_device where user_id = :user")
                .bind("user", user.value())
                .execute());
  }

  @Override
  public int purge(Instant seenBefore) {
    return database.purge(
        "purge devices",
        """
        delete from known_device
         where ctid = any(array(
           select ctid from known_device
            where seen_at < :before
            limit :batch
              for update skip locked))
        """,
        seenBefore);
  }
}
