package dev.latchkey.testkit.memory;

import dev.latchkey.domain.device.DeviceId;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.device.KnownDevices;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.SecretDigest;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class InMemoryKnownDevices implements KnownDevices {
  private final InMemoryState state;

  InMemoryKnownDevices(InMemoryState state) {
    this.state = state;
  }

  @Override
  public Optional<KnownDevice> recognise(
      UserId user, Collection<DeviceToken> shown, Instant seenAfter) {
    return state.with(
        rows ->
            shown.stream()
                .flatMap(
                    token ->
                        rows.devices.values().stream()
                            .filter(row -> row.user().equals(user))
                            .filter(row -> row.digest().equals(token.digest()))
                            .filter(row -> row.seenAt().isAfter(seenAfter))
                            .map(row -> new KnownDevice(row.id(), token)))
                .findFirst());
  }

  @Override
  public void add(UserId user, KnownDevice device, ClientContext client, int limit, Instant now) {
    state.run(
        rows -> {
          if (!rows.users.containsKey(user)) {
            throw new IllegalStateException("there is no such user");
          }
          rows.devices.values().stream()
              .filter(row -> row.user().equals(user))
              .sorted(Row.FIRST_TO_KEEP)
              .skip(limit - 1L)
              .toList()
              .forEach(row -> rows.devices.remove(row.id()));
          rows.devices.put(
              device.id(),
              new Row(device.id(), user, device.token().digest(), now, now, kept(client)));
        });
  }

  @Override
  public boolean seen(UserId user, DeviceId device, ClientContext client, Instant now) {
    return state.with(
        rows ->
            Optional.ofNullable(rows.devices.get(device))
                .filter(row -> row.user().equals(user))
                .map(row -> rows.devices.put(device, row.seen(kept(client), now)))
                .isPresent());
  }

  private static ClientContext kept(ClientContext client) {
    return new ClientContext(client.address(), client.userAgent(), null, client.hints());
  }

  @Override
  public List<SeenDevice> list(UserId user, Instant seenAfter) {
    return state.with(
        rows ->
            rows.devices.values().stream()
                .filter(row -> row.user().equals(user))
                .filter(row -> row.seenAt().isAfter(seenAfter))
                .sorted(Row.LAST_SEEN_FIRST)
                .map(row -> new SeenDevice(row.id(), row.addedAt(), row.seenAt(), row.client()))
                .toList());
  }

  @Override
  public boolean forget(UserId user, DeviceId device) {
    return state.with(
        rows ->
            Optional.ofNullable(rows.devices.get(device))
                .filter(row -> row.user().equals(user))
                .map(row -> rows.devices.remove(device))
                .isPresent());
  }

  @Override
  public int forgetAll(UserId user) {
    return state.with(
        rows -> {
          var before = rows.devices.size();
          rows.devices.values().removeIf(row -> row.user().equals(user));
          return before - rows.devices.size();
        });
  }

  @Override
  public int purge(Instant seenBefore) {
    return state.with(
        rows -> {
          var before = rows.devices.size();
          rows.devices.values().removeIf(row -> row.seenAt().isBefore(seenBefore));
          return before - rows.devices.size();
        });
  }

  record Row(
      DeviceId id,
      UserId user,
      SecretDigest digest,
      Instant addedAt,
      Instant seenAt,
      ClientContext client) {

    /** Those that came back, then those that never did; each the latest first. */
    static final Comparator<Row> FIRST_TO_KEEP =
        Comparator.comparing(Row::cameBack)
            .thenComparing(Row::seenAt)
            .thenComparing(row -> row.id().value(), Keyset.BY_BITS)
            .reversed();

    static final Comparator<Row> LAST_SEEN_FIRST =
        Comparator.comparing(Row::seenAt)
            .thenComparing(row -> row.id().value(), Keyset.BY_BITS)
            .reversed();

    boolean cameBack() {
      return seenAt.isAfter(addedAt);
    }

    Row seen(ClientContext where, Instant now) {
      return new Row(id, user, digest, addedAt, now, where);
    }
  }
}
